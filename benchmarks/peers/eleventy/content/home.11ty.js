import { card, pager, SITE } from "../html.js";

const addressOf = (number) => (number === 1 ? "/" : `/page/${number}/`);

export const data = {
  layout: "base.11ty.js",
  title: SITE.title,
  feedUrl: "/feed.xml",
  pagination: { data: "collections.newest", size: 20 },
  permalink: ({ pagination }) => addressOf(pagination.pageNumber + 1),
};

/** The home page and the pages behind it. */
export function render({ pagination }) {
  return `  <h1>${SITE.title}</h1>
  <ul>
${pagination.items.map(card).join("")}  </ul>
${pager(pagination.pageNumber + 1, pagination.pages.length, addressOf)}`;
}
