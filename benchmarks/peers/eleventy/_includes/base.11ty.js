import { escape, SITE } from "../html.js";

const HEADER = `<a class="skip-link" href="#main">Skip to the text</a>
  <header>
    <p><a href="/">${SITE.title}</a></p>
    <nav aria-label="Site"><ul><li><a href="/tags/">Tags</a></li><li><a href="/archive/">Archive</a></li></ul></nav>
    <form role="search" action="/search/" method="get">
      <label>Search all explainers <input type="search" name="q"></label> <button type="submit">Search</button>
    </form>
  </header>`;
const FOOTER = `<footer>
    <p>${SITE.title}</p>
    <nav aria-label="More"><ul><li><a href="/archive/">Archive</a></li><li><a href="/tags/">Tags</a></li><li><a href="/about/">About</a></li><li><a href="/feed.xml">Feed</a></li></ul></nav>
  </footer>`;

/** The frame of all pages. */
export default function base({ content, title, summary, feedUrl, page, date }) {
  const about = summary
    ? `\n  <meta name="description" content="${escape(summary)}">\n  <meta property="og:description" content="${escape(summary)}">`
    : "";
  const feed = feedUrl
    ? `\n  <link rel="alternate" type="application/rss+xml" title="${escape(title)}" href="${feedUrl}">`
    : "";
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${escape(title)} – ${SITE.title}</title>${about}
  <link rel="canonical" href="${SITE.url}${page.url}">
  <meta property="og:site_name" content="${SITE.title}">
  <meta property="og:title" content="${escape(title)}">
  <meta property="og:type" content="${date ? "article" : "website"}">
  <meta property="og:url" content="${SITE.url}${page.url}">${feed}
  <link rel="stylesheet" href="/site.css">
</head>
<body>
  ${HEADER}
  <main id="main">
${content}
  </main>
  ${FOOTER}
</body>
</html>\n`;
}
