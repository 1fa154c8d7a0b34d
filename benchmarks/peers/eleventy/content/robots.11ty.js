import { SITE } from "../html.js";

export const data = { permalink: "/robots.txt", eleventyExcludeFromCollections: true };

export const render = () => `User-agent: *\nAllow: /\nSitemap: ${SITE.url}/sitemap.xml\n`;
