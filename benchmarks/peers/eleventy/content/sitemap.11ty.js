import { SITE } from "../html.js";

export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

/** All pages, for search engines. */
export function render({ collections }) {
  const line = ({ url, date, data }) => {
    const day = (data.modified ?? date).toISOString().slice(0, 10);
    return `  <url><loc>${SITE.url}${url}</loc><lastmod>${day}</lastmod></url>\n`;
  };
  const pages = collections.all.filter(({ url }) => url && url.endsWith("/"));
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${pages.map(line).join("")}</urlset>\n`;
}
