/**
 * The closing question: shows at once what the page would show after a reload, and remembers
 * on this device that the question was answered. The forms do the sending, here as without it.
 */

/**
 * What the device may remember. Reading and writing may be refused, which changes nothing else.
 *
 * @param {() => Storage} storage
 * @param {string} key
 */
export function memory(storage, key) {
  return {
    /** @returns {boolean} */
    has() {
      try {
        return storage().getItem(key) !== null;
      } catch {
        return false;
      }
    },
    keep() {
      try {
        storage().setItem(key, "1");
      } catch {
        // Then the question is asked again next time.
      }
    },
  };
}

/**
 * @param {HTMLElement} section
 */
export function start(section) {
  const answered = memory(() => localStorage, `answered ${section.dataset.page}`);
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement | null} */ (section.querySelector(`[data-part=${name}]`));
  const reasons = part("reasons");
  const thanks = part("thanks");
  if (answered.has()) section.dataset.answered = "";

  part("no")?.addEventListener("submit", (event) => {
    event.preventDefault();
    section.dataset.asks = "";
    const chosen = /** @type {HTMLElement | null} */ (reasons?.querySelector("input:checked"));
    chosen?.focus();
  });
  for (const form of [part("yes"), reasons]) {
    form?.addEventListener("submit", () => {
      answered.keep();
      // Not before the browser has read the form.
      setTimeout(() => {
        section.dataset.answered = "";
        delete section.dataset.asks;
        thanks?.focus();
      });
    });
  }
}
