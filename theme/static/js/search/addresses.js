/** Names in addresses, as `plugins/explainers/addresses.py` makes them. */

/**
 * The part of an address that stands for a tag.
 * @param {string} label
 */
export const addressName = (label) =>
  caseless(label.normalize("NFKD").replace(/\p{M}/gu, ""))
    .normalize("NFC")
    .replaceAll("+", "plus")
    .replaceAll("#", "sharp")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

/**
 * As Python's `casefold`, all but for some rare letters.
 * @param {string} text
 */
export const caseless = (text) => text.toLowerCase().toUpperCase().toLowerCase();
