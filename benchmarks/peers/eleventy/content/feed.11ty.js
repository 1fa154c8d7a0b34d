import { feed, SITE } from "../html.js";

export const data = { permalink: "/feed.xml", eleventyImport: { collections: ["newest"] } };

/** The site's feed. */
export const render = ({ collections }) => feed(SITE.title, "/", collections.newest.slice(0, 30));
