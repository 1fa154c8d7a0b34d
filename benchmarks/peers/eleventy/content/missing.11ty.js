export const data = {
  layout: "base.11ty.js",
  title: "This page is not here",
  permalink: "/404.html",
  eleventyExcludeFromCollections: true,
};

export const render = () =>
  '  <h1>This page is not here</h1>\n  <p><a href="/search/">Search all explainers</a></p>';
