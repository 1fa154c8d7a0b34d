/**
 * Inflates raw DEFLATE streams (RFC 1951), where a browser has no DecompressionStream.
 * The tables of codes are read as in Mark Adler's `puff`: short, and fast enough here.
 */

/** @typedef {{ counts: Uint16Array, symbols: Uint16Array }} Codes */

const LONGEST_CODE = 15;
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LENGTHS = steps(
  3,
  [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5],
);
const DISTANCES = steps(
  1,
  [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ],
);
LENGTHS.push([258, 0]);

/**
 * @param {Uint8Array} data
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function inflate(data) {
  const input = bitReader(data);
  const output = growing();
  let last;
  do {
    last = input.bits(1);
    const kind = input.bits(2);
    if (kind === 0) copyStored(input, output);
    else if (kind === 1) inflateBlock(input, output, ...fixedCodes());
    else if (kind === 2) inflateBlock(input, output, ...readCodes(input));
    else throw broken("a block of no kind");
  } while (!last);
  if (!input.ended()) throw broken("more than its end");
  return output.bytes();
}

/** @param {string} what */
const broken = (what) => new RangeError(`not a DEFLATE stream: ${what}`);

/**
 * The lowest value and the number of extra bits of each code.
 * @param {number} value
 * @param {number[]} extraBits
 */
function steps(value, extraBits) {
  return extraBits.map((extra) => {
    const step = [value, extra];
    value += 2 ** extra;
    return step;
  });
}

/** @param {Uint8Array} data */
function bitReader(data) {
  let at = 0;
  let held = 0;
  let count = 0;
  return {
    /** @param {number} wanted at most 16 */
    bits(wanted) {
      while (count < wanted) {
        if (at === data.length) throw broken("cut off");
        held |= data[at++] << count;
        count += 8;
      }
      const value = held & ((1 << wanted) - 1);
      held >>>= wanted;
      count -= wanted;
      return value;
    },
    /** @param {number} length */
    bytes(length) {
      if (length > data.length - at) throw broken("cut off");
      return data.subarray(at, (at += length));
    },
    /** Leaves out the rest of a byte. */
    align() {
      held = count = 0;
    },
    ended: () => at === data.length,
  };
}

/** Bytes that become more. */
function growing() {
  let bytes = new Uint8Array(1 << 15);
  let length = 0;
  /** @param {number} more */
  const reserve = (more) => {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(2 * (length + more));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  };
  return {
    /** @param {number} byte */
    push(byte) {
      reserve(1);
      bytes[length++] = byte;
    },
    /** @param {Uint8Array} some */
    append(some) {
      reserve(some.length);
      bytes.set(some, length);
      length += some.length;
    },
    /**
     * @param {number} distance
     * @param {number} count
     */
    repeat(distance, count) {
      if (distance > length) throw broken("a distance beyond the beginning");
      reserve(count);
      for (let left = count; left; left--, length++) bytes[length] = bytes[length - distance];
    },
    bytes: () => bytes.slice(0, length),
  };
}

/**
 * @param {ReturnType<typeof bitReader>} input
 * @param {ReturnType<typeof growing>} output
 */
function copyStored(input, output) {
  input.align();
  const length = input.bits(16);
  if (input.bits(16) !== (length ^ 0xffff)) throw broken("a length that is not its own check");
  output.append(input.bytes(length));
}

/**
 * @param {ReturnType<typeof bitReader>} input
 * @param {ReturnType<typeof growing>} output
 * @param {Codes} literals
 * @param {Codes} distances
 */
function inflateBlock(input, output, literals, distances) {
  for (;;) {
    const symbol = symbolOf(input, literals);
    if (symbol === 256) return;
    if (symbol < 256) output.push(symbol);
    else {
      const count = valueOf(input, LENGTHS[symbol - 257]);
      output.repeat(valueOf(input, DISTANCES[symbolOf(input, distances)]), count);
    }
  }
}

/**
 * @param {ReturnType<typeof bitReader>} input
 * @param {number[] | undefined} step
 */
function valueOf(input, step) {
  if (!step) throw broken("a code without a meaning");
  return step[0] + input.bits(step[1]);
}

/**
 * @param {ReturnType<typeof bitReader>} input
 * @param {Codes} codes
 */
function symbolOf(input, { counts, symbols }) {
  let code = 0;
  let first = 0;
  let place = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    code |= input.bits(1);
    if (code - first < counts[length]) return symbols[place + code - first];
    place += counts[length];
    first = (first + counts[length]) << 1;
    code <<= 1;
  }
  throw broken("a code that was not given");
}

/**
 * @param {number[]} lengths of the codes of the symbols
 * @param {boolean} [mayBeOne] whether a single code is enough
 * @returns {Codes}
 */
function codesOf(lengths, mayBeOne = false) {
  const counts = new Uint16Array(LONGEST_CODE + 1);
  for (const length of lengths) counts[length]++;
  const used = lengths.length - counts[0];
  counts[0] = 0;
  let left = 1;
  for (let length = 1; length <= LONGEST_CODE; length++) left = 2 * left - counts[length];
  // zlib, too, takes incomplete codes only where there is but one of one bit, or none.
  const single = mayBeOne && (used === 0 || (used === 1 && counts[1] === 1));
  if (lengths.length && left !== 0 && !single) throw broken("codes that do not fit together");
  const symbols = lengths
    .map((length, symbol) => [length, symbol])
    .filter(([length]) => length)
    .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return { counts, symbols: new Uint16Array(symbols.map(([, symbol]) => symbol)) };
}

/** @returns {[Codes, Codes]} */
function fixedCodes() {
  const lengths = Array.from({ length: 288 }, (_, symbol) =>
    symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
  );
  return [codesOf(lengths), codesOf(Array(32).fill(5))];
}

/**
 * @param {ReturnType<typeof bitReader>} input
 * @returns {[Codes, Codes]}
 */
function readCodes(input) {
  const literals = input.bits(5) + 257;
  const distances = input.bits(5) + 1;
  const given = input.bits(4) + 4;
  if (literals > 286 || distances > 30) throw broken("too many codes");
  const lengths = Array(19).fill(0);
  for (const symbol of ORDER.slice(0, given)) lengths[symbol] = input.bits(3);
  const all = readLengths(input, codesOf(lengths), literals + distances);
  if (!all[256]) throw broken("a block without an end");
  return [codesOf(all.slice(0, literals), true), codesOf(all.slice(literals), true)];
}

/**
 * @param {ReturnType<typeof bitReader>} input
 * @param {Codes} codes
 * @param {number} count
 */
function readLengths(input, codes, count) {
  /** @type {number[]} */
  const lengths = [];
  while (lengths.length < count) {
    const symbol = symbolOf(input, codes);
    if (symbol < 16) lengths.push(symbol);
    else {
      if (symbol === 16 && !lengths.length) throw broken("nothing to repeat");
      const length = symbol === 16 ? lengths[lengths.length - 1] : 0;
      const times = [3 + (symbol === 16 ? input.bits(2) : 0), 3, 11][symbol - 16];
      const more = symbol === 17 ? input.bits(3) : symbol === 18 ? input.bits(7) : 0;
      for (let left = times + more; left; left--) lengths.push(length);
    }
  }
  if (lengths.length > count) throw broken("too many lengths");
  return lengths;
}
