/**
 * Starts what a page asks for: `<div data-module="search">` starts `./search/view.js`.
 * A page is whole without any of it, and a module that fails never stops another.
 */

/**
 * @typedef {{ start: (element: HTMLElement) => void | Promise<void> }} PageModule
 */

const MODULE_NAME = /^[a-z][a-z-]*$/;

/**
 * Loads and starts the module that an element names.
 *
 * @param {HTMLElement} element
 * @param {(name: string) => Promise<PageModule>} load
 * @returns {Promise<boolean>} whether it has started
 */
export async function startModule(element, load) {
  const name = element.dataset.module ?? "";
  try {
    if (!MODULE_NAME.test(name)) throw new Error(`'${name}' is not the name of a module`);
    const module = await load(name);
    await module.start(element);
    return true;
  } catch (error) {
    console.error(`The module '${name}' did not start:`, error);
    element.querySelector?.("[data-state]")?.setAttribute("data-state", "failed");
    return false;
  }
}

/**
 * Starts all modules within an element, side by side.
 *
 * @param {ParentNode} root
 * @param {(name: string) => Promise<PageModule>} [load]
 * @returns {Promise<boolean[]>} for each, whether it has started
 */
export function startModules(root, load = importModule) {
  /** @type {NodeListOf<HTMLElement>} */
  const elements = root.querySelectorAll("[data-module]");
  return Promise.all([...elements].map((element) => startModule(element, load)));
}

/**
 * @param {string} name
 * @returns {Promise<PageModule>}
 */
function importModule(name) {
  return import(`./${name}/view.js`);
}

// Tests import this file where there is no page.
if (typeof document !== "undefined") startModules(document);
