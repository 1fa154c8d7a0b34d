// Runs in each page before anything else: watches it, and measures it for the tests.
globalThis.watched = { shift: [], stops: [], barred: [] };

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const nodes = entry.sources.map(({ node }) => node?.className || node?.nodeName);
    watched.shift.push(`${entry.value.toFixed(4)}: ${nodes.join(" ")}`);
  }
}).observe({ type: "layout-shift", buffered: true });

addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
  console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`);
});

const naming = (element) =>
  `${element.localName}${element.className ? `.${[...element.classList].join(".")}` : ""} ` +
  `"${(element.getAttribute("aria-label") || element.textContent || element.name || "").trim().slice(0, 40)}"`;

const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

addEventListener("focusin", ({ target }) => {
  // After the browser has scrolled to it.
  const style = getComputedStyle(target);
  const box = target.getBoundingClientRect();
  const middle = [box.x + Math.min(box.width / 2, 8), box.y + box.height / 2];
  const onTop = document.elementFromPoint(...middle);
  watched.stops.push({
    name: naming(target),
    index: globalThis.focusables?.indexOf(target) ?? -1,
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isOnTop: onTop === null || target.contains(onTop) || onTop.contains(target),
  });
});

/** Starts a walk by the keyboard from the top; gives how many stops there should be. */
globalThis.beginWalk = () => {
  const able = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  globalThis.focusables = [...document.querySelectorAll(able)].filter(
    (element) => isShown(element) && !element.disabled,
  );
  // The next Tab starts from what had the focus last, so that has to be the page itself.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  watched.stops.length = 0;
  return focusables.length;
};

globalThis.namesOf = (elements) => elements.map(naming);

/** Whether the page can be scrolled sideways, and what makes it so. */
globalThis.sticksOut = () => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return isShown(element) && (box.right > root.clientWidth + 1 || box.left < -1);
  });
  return [`${root.scrollWidth} in ${root.clientWidth} pixels`, ...wide.slice(0, 5).map(naming)];
};

/** Elements that hide a part of their text. */
globalThis.cutOff = () =>
  [...document.body.querySelectorAll("*")]
    .filter((element) => {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const hides = (overflow) => overflow === "hidden" || overflow === "clip";
      if (element.matches(".visually-hidden, .visually-hidden *") || !isShown(element)) return false;
      return (
        (textOverflow === "ellipsis" && element.scrollWidth > element.clientWidth) ||
        (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    })
    .map(naming);

/** What a page has put on the reader's device. */
globalThis.kept = async () => [
  ...Object.keys(localStorage),
  ...Object.keys(sessionStorage),
  ...(document.cookie ? [document.cookie] : []),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
];

/** What moves, or would if it changed. */
globalThis.moves = () =>
  [...document.querySelectorAll("*")]
    .filter((element) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
      const takesTime = transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
      return animationName !== "none" || takesTime || scrollBehavior === "smooth";
    })
    .map(naming);

/** Buttons and fields that forced colours leave without an edge, links without a line. */
globalThis.edgeless = () =>
  [...document.querySelectorAll("button, input, .badge, .disclosure-label")]
    .filter((element) => {
      const { borderInlineStartStyle: style, borderInlineStartWidth: width } =
        getComputedStyle(element);
      return isShown(element) && (style === "none" || parseFloat(width) < 1);
    })
    .map(naming);

/** Links that lead elsewhere and do not say where on paper. */
globalThis.notSpelledOut = () =>
  [...document.querySelectorAll("main a[href^='http']")]
    .filter((link) => {
      if (!isShown(link) || link.textContent.includes(link.getAttribute("href"))) return false;
      const after = getComputedStyle(link, "::after").content;
      return !after.includes(link.getAttribute("href"));
    })
    .map(naming);
