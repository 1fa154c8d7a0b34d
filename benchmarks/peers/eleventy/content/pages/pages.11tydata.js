export default {
  layout: "base.11ty.js",
  permalink: ({ page }) => `/${page.fileSlug}/`,
};
