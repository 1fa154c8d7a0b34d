import { escape, time } from "../html.js";

export const data = {
  layout: "base.11ty.js",
  pagination: { data: "collections.archivePages", size: 1, alias: "part" },
  permalink: ({ part }) => `/archive/${part.year}/`,
  eleventyComputed: { title: ({ part }) => String(part.year) },
};

/** All explainers of a year. */
export function render({ part }) {
  const line = (item) =>
    `    <li>${time(item.date)} <a href="${item.url}">${escape(item.data.title)}</a></li>\n`;
  return `  <h1>${part.year}</h1>\n  <ul>\n${part.items.map(line).join("")}  </ul>`;
}
