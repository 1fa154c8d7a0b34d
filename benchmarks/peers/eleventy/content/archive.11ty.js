export const data = { layout: "base.11ty.js", title: "Archive", permalink: "/archive/" };

/** All years. */
export function render({ collections }) {
  const line = ({ year, items }) =>
    `    <li><a href="/archive/${year}/">${year}</a> ${items.length}</li>\n`;
  return `  <h1>Archive</h1>\n  <ul>\n${collections.archivePages.map(line).join("")}  </ul>`;
}
