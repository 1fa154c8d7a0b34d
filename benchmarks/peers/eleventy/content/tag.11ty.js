import { card, escape, pager, tagUrl } from "../html.js";

const addressOf = (tag, number) => (number === 1 ? tagUrl(tag) : `${tagUrl(tag)}page/${number}/`);

export const data = {
  layout: "base.11ty.js",
  pagination: { data: "collections.tagPages", size: 1, alias: "part" },
  permalink: ({ part }) => addressOf(part.tag, part.number),
  eleventyComputed: {
    title: ({ part }) => part.tag,
    feedUrl: ({ part }) => `${tagUrl(part.tag)}feed.xml`,
  },
};

/** One page of a tag. */
export function render({ part, feedUrl }) {
  return `  <h1>${escape(part.tag)}</h1>
  <p>${part.count} explainers. <a href="${feedUrl}">Feed</a></p>
  <ul>
${part.items.map(card).join("")}  </ul>
${pager(part.number, part.total, (number) => addressOf(part.tag, number))}`;
}
