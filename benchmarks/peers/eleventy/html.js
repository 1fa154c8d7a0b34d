// Parts that several pages share, as plain functions: the fastest templates that Eleventy has.

export const SITE = { title: "Explainers", url: "https://archive.example" };

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const LONG_DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** Text as it may stand in HTML and XML. */
export const escape = (text) => String(text).replace(/[&<>"]/g, (letter) => ENTITIES[letter]);

const slugs = new Map();

/** A tag's address. */
export function tagUrl(tag) {
  let slug = slugs.get(tag);
  if (slug === undefined) {
    slug = tag.toLowerCase().replaceAll("+", "plus").replace(/[^\p{L}\p{N}]+/gu, "-");
    slugs.set(tag, slug);
  }
  return `/tags/${slug}/`;
}

/** A date for people and for programs. */
export const time = (date) =>
  `<time datetime="${date.toISOString().slice(0, 10)}">${LONG_DATE.format(date)}</time>`;

/** Links to tags, as a list. */
export const tagList = (tags, attribute = "") =>
  `<ul>${tags.map((tag) => `<li><a${attribute} href="${tagUrl(tag)}">${escape(tag)}</a></li>`).join("")}</ul>`;

const cards = new WeakMap();

/** An explainer in a list; it stands in several lists, and is made once. */
export function card(item) {
  let html = cards.get(item.data);
  if (html === undefined) {
    const { title, summary, tags, ai_generated: isGenerated } = item.data;
    html = `    <li>
      <h2><a href="${item.url}">${escape(title)}</a></h2>
      <p>${time(item.date)}${isGenerated === false ? "" : " <span>AI Generated Content</span>"}</p>
      <p>${escape(summary)}</p>
      ${tagList(tags)}
    </li>\n`;
    cards.set(item.data, html);
  }
  return html;
}

/** The way to newer and older pages. */
export const pager = (number, total, addressOf) => `  <nav aria-label="Pages">
    ${number > 1 ? `<a rel="prev" href="${addressOf(number - 1)}">Newer</a>` : ""}
    <span>${number} of ${total}</span>
    ${number < total ? `<a rel="next" href="${addressOf(number + 1)}">Older</a>` : ""}
  </nav>\n`;

/** A feed of RSS 2.0 with whole texts. */
export const feed = (title, address, items) => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
  <channel>
    <title>${escape(title)}</title>
    <link>${SITE.url}${address}</link>
    <description>${escape(title)}</description>
    <language>en</language>
    <atom:link href="${SITE.url}${address}feed.xml" rel="self" type="application/rss+xml"/>
${items.map(entry).join("")}  </channel>
</rss>\n`;

const entries = new WeakMap();

function entry(item) {
  let xml = entries.get(item.data);
  if (xml === undefined) {
    const { title, id, summary } = item.data;
    xml = `    <item>
      <title>${escape(title)}</title>
      <link>${SITE.url}${item.url}</link>
      <guid isPermaLink="false">${escape(id)}</guid>
      <pubDate>${item.date.toUTCString()}</pubDate>
      <description>${escape(summary)}</description>
      <content:encoded><![CDATA[${item.content}]]></content:encoded>
    </item>\n`;
    entries.set(item.data, xml);
  }
  return xml;
}
