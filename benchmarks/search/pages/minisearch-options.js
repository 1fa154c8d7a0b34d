/** What is in MiniSearch's index: words of title and text, and what a result shows. */
export const INDEX_OPTIONS = {
  fields: ["title", "text"],
  storeFields: ["title", "opening"],
};
