import { feed, tagUrl } from "../html.js";

export const data = {
  pagination: {
    data: "collections.tagPages",
    size: 1,
    alias: "part",
    before: (parts) => parts.filter(({ number }) => number === 1),
  },
  eleventyImport: { collections: ["newest"] },
  permalink: ({ part }) => `${tagUrl(part.tag)}feed.xml`,
};

/** A tag's feed. */
export const render = ({ part }) => feed(part.tag, tagUrl(part.tag), part.feed);
