/**
 * Loads the page again as soon as the server shows another version than this page is of.
 *
 * A browser opens only a few connections to one server: pages in the background
 * hold none, and catch up when they come to the front.
 */

const VERSION = new URL(import.meta.url).searchParams.get("version");
const RETRY_MS = 2000;

/** @type {EventSource | undefined} */
let events;

function follow() {
  if (events) return;
  events = new EventSource("/_serve/events");
  events.addEventListener("message", ({ data }) => {
    if (data === VERSION) return;
    rest();
    location.reload();
  });
  events.addEventListener("error", () => {
    // Some browsers give up while the server is away.
    if (events?.readyState !== EventSource.CLOSED) return;
    rest();
    setTimeout(followWhileVisible, RETRY_MS);
  });
}

function rest() {
  events?.close();
  events = undefined;
}

function followWhileVisible() {
  if (document.visibilityState === "visible") follow();
  else rest();
}

document.addEventListener("visibilitychange", followWhileVisible);
addEventListener("pagehide", rest);
addEventListener("pageshow", followWhileVisible);
followWhileVisible();
