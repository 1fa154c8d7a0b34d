// Eleventy, set up to make what this project makes. `content/` is put here by the benchmark.
import anchors from "markdown-it-anchor";
import footnotes from "markdown-it-footnote";

import { archivePages, newestFirst, tagPages } from "./collections.js";

/** @param {string} heading */
const slugify = (heading) => heading.toLowerCase().replace(/[^\w -]/g, "").replaceAll(" ", "-");

export default function configure(config) {
  config.setQuietMode(true);
  config.setUseGitIgnore(false);
  config.amendLibrary("md", (markdown) => markdown.use(anchors, { slugify, tabIndex: false }).use(footnotes));
  config.addPassthroughCopy({ static: "/" });
  config.addCollection("newest", newestFirst);
  config.addCollection("tagPages", tagPages);
  config.addCollection("archivePages", archivePages);
  return {
    // No template language runs over the Markdown: there is none in it, and it costs.
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    templateFormats: ["md", "11ty.js"],
    dir: { input: "content", includes: "../_includes", output: "output" },
  };
}
