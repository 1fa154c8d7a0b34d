// What the pages are made from, each worked out once a build.

const PAGE_SIZE = 20;
const FEED_SIZE = 30;
let neighbours = new Map();

/** All explainers, the newest first; also notes who stands beside whom. */
export function newestFirst(api) {
  const newest = api.getFilteredByGlob("content/explainers/**/*.md").reverse();
  neighbours = new Map(
    newest.map((item, place) => [item.url, { newer: newest[place - 1], older: newest[place + 1] }]),
  );
  return newest;
}

/** The explainers before and after the one with this address. */
export function neighboursOf(url) {
  return neighbours.get(url) ?? {};
}

/** The pages of all tags: paginating twice is done here, because Eleventy paginates once. */
export function tagPages(api) {
  return tagsOf(api).flatMap(({ tag, items }) => {
    const total = Math.ceil(items.length / PAGE_SIZE);
    return Array.from({ length: total }, (_, place) => ({
      tag,
      count: items.length,
      number: place + 1,
      total,
      items: items.slice(place * PAGE_SIZE, (place + 1) * PAGE_SIZE),
      feed: place === 0 ? items.slice(0, FEED_SIZE) : undefined,
    }));
  });
}

/** The years, the newest first, with their explainers. */
export function archivePages(api) {
  const years = grouped(newestFirst(api), (item) => [item.date.getUTCFullYear()]);
  return [...years].map(([year, items]) => ({ year, items }));
}

function tagsOf(api) {
  const tags = [...grouped(newestFirst(api), (item) => item.data.tags)];
  return tags.sort(([a], [b]) => (a < b ? -1 : 1)).map(([tag, items]) => ({ tag, items }));
}

function grouped(items, keysOf) {
  const groups = new Map();
  for (const item of items) {
    for (const key of keysOf(item)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
  }
  return groups;
}
