/** Buttons that copy: the link to a section, and how to cite the explainer. */

const SHOWN_MS = 2000;

/**
 * @param {HTMLElement} section holds the texts to show, as data
 */
export function start(section) {
  // Only there where copying may be allowed: over https.
  if (!navigator.clipboard) return;
  const say = announcer(section);
  const quote = section.querySelector("[data-part=citation]");
  const button = /** @type {HTMLButtonElement | null} */ (section.querySelector("[data-part=copy]"));
  if (button && quote) {
    button.hidden = false;
    copyOnPress(button, folded(quote.textContent), say);
  }
  for (const heading of document.querySelectorAll(".section-title[id]")) {
    const link = `${section.dataset.address}#${heading.id}`;
    const title = folded(heading.textContent);
    heading.after(linkButton((section.dataset.label ?? "{}").replace("{}", () => title), link, say));
  }
}

/**
 * @param {string} label
 * @param {string} link
 * @param {(done: boolean) => string} say
 */
function linkButton(label, link, say) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-link";
  button.textContent = "#";
  button.title = label;
  button.setAttribute("aria-label", label);
  copyOnPress(button, link, say);
  return button;
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} text
 * @param {(done: boolean) => string} say
 */
function copyOnPress(button, text, say) {
  const usual = button.textContent;
  const isSign = button.hasAttribute("aria-label");
  button.addEventListener("click", async () => {
    const done = await copied(text);
    const words = say(done);
    button.textContent = isSign ? (done ? "✓" : "✗") : words;
    setTimeout(() => (button.textContent = usual), SHOWN_MS);
  });
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {HTMLElement} section
 * @returns {(done: boolean) => string} tells what has happened, also to screen readers
 */
function announcer(section) {
  const status = section.querySelector("[data-part=status]");
  return (done) => {
    const words = (done ? section.dataset.done : section.dataset.failed) ?? "";
    if (status) status.textContent = words;
    setTimeout(() => status && (status.textContent = ""), SHOWN_MS);
    return words;
  };
}

/** @param {string | null} text */
function folded(text) {
  return (text ?? "").replace(/\s+/g, " ").trim();
}
