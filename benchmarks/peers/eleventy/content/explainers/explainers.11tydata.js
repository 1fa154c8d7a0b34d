export default {
  layout: "explainer.11ty.js",
  permalink: ({ page }) => `/explainers/${page.fileSlug}/`,
};
