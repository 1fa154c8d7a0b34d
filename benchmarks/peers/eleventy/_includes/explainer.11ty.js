import { neighboursOf } from "../collections.js";
import { escape, tagList, time } from "../html.js";

export const data = { layout: "base.11ty.js" };

/** The text of an explainer with what stands around it. */
export function render({ content, title, summary, tags, authors, sources, ai, ai_generated, page }) {
  const { newer, older } = neighboursOf(page.url);
  const extent = ai?.extent === "assisted" ? "Assisted" : "Generated";
  return `<article data-pagefind-body>
  <header>${ai_generated === false ? "" : `\n    <p data-pagefind-ignore><strong>AI ${extent} Content</strong></p>`}
    <h1>${escape(title)}</h1>
    <p>${escape(summary)}</p>
    <p data-pagefind-filter="year:${page.date.getUTCFullYear()}">${authors ? `By ${escape(authors.join(", "))}, ` : ""}${time(page.date)}</p>
  </header>
${content}
  <footer data-pagefind-ignore>
    ${sources ? `<h2>Sources</h2>\n    <ol>${sources.map(source).join("")}</ol>` : ""}
    <h2>Tags</h2>
    ${tagList(tags, ' data-pagefind-filter="tag"')}
    <nav aria-label="Before and after this explainer">${link(newer, "next")}${link(older, "prev")}</nav>
    <h2>Do you find this article useful?</h2>
    <p><a href="/about/">Tell the authors</a> what was good and what was missing.</p>
  </footer>
</article>`;
}

const link = (item, rel) =>
  item ? `<a rel="${rel}" href="${item.url}">${escape(item.data.title)}</a>` : "";

function source({ title, url, publisher, date }) {
  const name = url ? `<a href="${escape(url)}">${escape(title)}</a>` : escape(title);
  return `<li>${[name, publisher && escape(publisher), date].filter(Boolean).join(", ")}</li>`;
}
