import assert from "node:assert/strict";
import test from "node:test";
import { constants, deflateRawSync } from "node:zlib";

import { inflate } from "../../../theme/static/js/search/inflate.js";

const { Z_DEFAULT_STRATEGY, Z_FILTERED, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;
const strategies = { Z_DEFAULT_STRATEGY, Z_FILTERED, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE };

/** Always the same numbers from 0 up to `below`. */
function randomNumbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const random = randomNumbers(7);
const bytes = (length, below) => Buffer.from(Array.from({ length }, () => random(below)));
const samples = {
  nothing: Buffer.alloc(0),
  "one byte": Buffer.from([0]),
  "a run": Buffer.alloc(100_000, 97),
  "two letters": bytes(70_000, 2),
  "few letters": bytes(50_000, 7),
  noise: bytes(200_000, 256),
  text: Buffer.from("A story is told twice, and then it is told once more. ".repeat(999)),
  "text far apart": Buffer.concat(
    [bytes(300, 256), Buffer.alloc(32_400), bytes(9, 256)].flatMap((x) => [x, x]),
  ),
  JSON: Buffer.from(
    JSON.stringify(Array.from({ length: 3000 }, (_, n) => [n, `w${n % 77}`, "ßé\u{1F600}"])),
  ),
};

for (const [what, data] of Object.entries(samples)) {
  test(`what zlib deflates is inflated: ${what}`, () => {
    for (let level = 0; level <= 9; level++) {
      for (const [name, strategy] of Object.entries(strategies)) {
        const inflated = inflate(deflateRawSync(data, { level, strategy }));

        assert.ok(data.equals(inflated), `level ${level}, ${name}`);
      }
    }
  });
}

test("small windows and little memory make other blocks", () => {
  for (const windowBits of [9, 12, 15]) {
    for (const memLevel of [1, 5, 9]) {
      const data = Buffer.concat([samples.text, samples.noise, samples["two letters"]]);

      assert.ok(data.equals(inflate(deflateRawSync(data, { windowBits, memLevel }))));
    }
  }
});

test("many small texts come back", () => {
  for (let round = 0; round < 2000; round++) {
    const data = bytes(random(300), 1 + random(256));

    assert.ok(data.equals(inflate(deflateRawSync(data, { level: random(10) }))));
  }
});

test("a stream that is cut off anywhere is an error", () => {
  const whole = deflateRawSync(samples.JSON.subarray(0, 2000));
  for (let length = 0; length < whole.length; length++) {
    assert.throws(() => inflate(whole.subarray(0, length)), RangeError);
  }
});

test("more than a stream is an error", () => {
  assert.throws(() => inflate(Buffer.concat([deflateRawSync("x"), Buffer.from([0])])), RangeError);
});

const wrong = {
  "a block of kind 3": [0b111],
  "a stored length without its check": [1, 1, 0, 0, 0, 65],
  "a distance before the beginning": [0b0000_0011, 0b0000_0010],
  "more codes than there are": [0b1111_1101, 0xff, 0xff, 0xff],
};

for (const [what, given] of Object.entries(wrong)) {
  test(`an error is told: ${what}`, () => {
    assert.throws(() => inflate(Buffer.from([...given, 0, 0, 0, 0])), RangeError);
  });
}

test("rubbish ends, with an error or with something", () => {
  for (let round = 0; round < 3000; round++) {
    const rubbish = bytes(1 + random(60), 256);
    try {
      inflate(rubbish);
    } catch (error) {
      assert.ok(error instanceof RangeError, String(error));
    }
  }
});

test("a changed bit is an error or another text, never a hang", () => {
  const whole = deflateRawSync(samples.JSON.subarray(0, 3000));
  for (let bit = 0; bit < 8 * whole.length; bit += 3) {
    const changed = Buffer.from(whole);
    changed[bit >> 3] ^= 1 << (bit & 7);
    try {
      inflate(changed);
    } catch (error) {
      assert.ok(error instanceof RangeError, String(error));
    }
  }
});
