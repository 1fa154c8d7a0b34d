import { escape, tagUrl } from "../html.js";

export const data = { layout: "base.11ty.js", title: "Tags", permalink: "/tags/" };

/** All tags. */
export function render({ collections }) {
  const tags = collections.tagPages.filter(({ number }) => number === 1);
  return `  <h1>Tags</h1>
  <ul>
${tags.map(({ tag, count }) => `    <li><a href="${tagUrl(tag)}">${escape(tag)}</a> ${count}</li>\n`).join("")}  </ul>`;
}
