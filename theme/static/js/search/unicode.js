// @ts-check
// Unicode 14.0.0; by `python -m plugins.search_index.generate_unicode_table`.

/** @param {string} text */
const numbers = (text) => text.split(" ").map((number) => parseInt(number, 36));

/** @param {number} code */
const hex = (code) => `\\u{${code.toString(16)}}`;

/**
 * Ranges as in a character class.
 * @param {string} text
 */
function ranges(text) {
  let end = 0;
  return numbers(text)
    .map((number, at) => ((end += number), at % 2 ? `-${hex(end - 1)}` : hex(end)))
    .join("");
}

/** @param {string} text */
function runs(text) {
  /** @type {Map<string, string>} */
  const map = new Map();
  const all = numbers(text);
  for (let at = 0, code = 0; at < all.length; at += 4) {
    const [skip, count, step, distance] = all.slice(at);
    code += skip;
    for (let left = count; left--; code += left ? step : 1) {
      map.set(String.fromCodePoint(code), String.fromCodePoint(code + distance));
    }
  }
  return map;
}

export const words = ranges("1c a 7 q 6 q 1b 1 7 2 1 1 3 2 1 3 1 n 1 v 1 ck 1 5 4 c e 5 7 1 1 1 3l 5 1 2 2 4 1 1 6 1 1 3 1 1 1 k 1 2b 1 3v 8 4m 1 12 2 1 6 15 1z r 4 4 19 17 l a 4 2 1 2r 1 1 f 2 7 f 2 1 g 1 1 u t 2h b 1 e 17 9 2 4 1 5 m 4 1 9 1 3 1 n p 7 b 5 o 1 6 h 16 1m 1i 3 1 i 1 7 a 4 a 1 g 4 8 2 2 2 m 1 7 1 1 3 4 3 1 g 1 d 2 1 3 4 c 2 6 2 1 8 6 4 2 2 m 1 7 1 2 1 2 1 2 v 4 1 1 7 a 2 3 g 9 1 3 1 m 1 7 1 2 1 5 3 1 i 1 f 2 4 a 9 1 b 8 2 2 2 m 1 7 1 2 1 5 3 1 u 2 1 3 4 a 1 7 b 1 1 6 3 3 1 4 3 2 1 1 1 2 3 2 3 3 3 c m 1 l d i 8 1 3 1 n 1 g 3 1 q 3 2 1 2 2 4 a 8 7 1 1 4 8 1 3 1 n 1 a 1 5 3 1 v 2 1 2 4 a 1 2 h 9 1 3 1 15 2 1 g 1 5 3 1 a 4 j 1 6 5 i 3 o 1 9 1 1 2 7 v a 2o a 3a a 12 1 v k c 8 1 10 r 5 4z a 1y a 6 12 1 1 5 1 2 17 1 4 74 21 1 4 2 7 1 1 1 4 2 15 1 4 2 x 1 4 2 7 1 1 1 4 2 f 1 1l 1 4 2 1v e k 3 g g 2e 2 6 3 h8 2 h 1 q 5 23 3 b 7 i d j e i e d 1 3 33 a 6 a m a 6 2h 7 5 2 y 1 1 5 1y a v 13 14 2 5 b 18 4 q 6 b 11 n 9 1h 17 a 6 a d 1 2l 1b h 8 3 a 15 u d 1k q 10 s a 3 1d 2 9 7 17 2 3 15 4 1 6 1 2 3 1 5 5c 1s 7q 2 6 2 12 2 6 2 8 1 1 1 1 1 1 1 v 2 1h 1 7 1 1 3 3 1 7 3 4 2 6 4 d 5 3 1 7 37 2 2 6 5 b 6 d 2t 1 4 1 2 a 1 1 3 5 6 1 1 1 1 1 1 4 1 b 2 4 5 5 4 1 1 1m k6 1o 26 m hi u vg 6d 6 4 3 2 9 1 2 12 1 1 5 1 2 1k 7 1 g n 9 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 28 1 dt 9 e 3 5m 17 2q 4 a w 2o a u 8 1 f w a 13 f lkw wd 1v 1a 2 7h 3 s k 1b g v 2 28 13 9 2 2v 2 1s 5 2 1 1 1 5 o g 1 3 1 4 1 n d 6 a 1g e 1e s a o 6 3 1 1 2 1 12 a n 1p 1b s b m a 6 15 n 3 1 8 4 a 12 1c 1 1 3 2 2 5 2 1 1 1 o 3 2 b 7 3 c 6 2 6 2 6 9 7 1 7 1 17 1 e 6 37 d a fly 7 c 5 5 1 1 a 1 d 1 5 1 1 1 2 1 2 1 30 x a3 i 1s 2 1i 14 c 38 5 1 3r j a 7 q 6 q 4l c 1 q 1 j 1 2 1 f 2 e y 3f c 19 c 1l h 2 6s t 3 1d g r 4 10 9 u 5 12 a u 2 10 4 8 1 5 16 4e 2 a 6 10 4 10 4 14 8 1g c b 1 f 1 7 1 2 1 b 1 f 1 7 1 2 1v 8n 9 m a 8 o 6 1 16 1 9 1x 6 2 1 1 18 1 2 3 1 2 n 2 v 2 12 8 9 1c j 1 2 5 x 4 q 1y 1k 4 k 2 1b f 4 1 3 1 t a 9 n v 1 w w 8 1 s 6 5 g 1i a m 2 r 5 q n 7 28 21 1j 1f d 1f 7 16 c a 86 v 1 16 6 2 26 14 8 m b 4 r i 1a s k n c 1h q u 1 2 2 1 d 19 w p 7 a 9 10 f a 4 1 2 1 8 z 3 1 c 1c e 4 b b 1 1 4 k b i 1 p 2c 7 1 1 1 4 1 f 1 a 7 1b h a b 8 2 2 2 m 1 7 1 2 1 5 3 1 i 1 c 5 4e 1h i 4 5 a 5 3 u 1c k 2 1 1 8 a 4m 1b 15 4 10 1c k 1 b a 12 17 d 1 7 a 1i r l c 4 7 55 18 38 2b c 8 2 1 2 8 1 2 1 o f 1 1 1 e a 1y 8 2 13 g 1 1 1 s 1 a 14 7 1 l 1 b 1a j 1 i 21 7b 9 1 11 h 1 f t 5 u 34 7 1 2 1 12 l 1 9 a 6 6 1 2 1 w e 1 7 a 8m j 59 1 f l 17 pm 2u 33 h 5g 218 2p f tr 34h g7 6nt ft 7 v 1 a 6 27 1 a 6 u i 1c g 4 c a 1 7 1 l 5 j j4 2f 2x 23 5 1 1u d 1s 2 1 1 s 4qg 8 ye 16 9 76v b0 1s4 2z 5 d 3 9 7 a 4ee k 30 p 3r 2d 1 1z 1 2 2 1 2 2 2 4 1 c 1 1 1 7 1 1t 1 4 2 8 1 7 1 s 1 4 1 5 1 1 3 7 1 9g 2 p 1 p 1 v 1 p 1 v 1 p 1 v 1 p 1 v 1 p 1 8 2 1e 1ds v dd 19 a 7 2 a 4 1 8x u i 18 4 a yu 7 1 4 1 2 1 f 1 5h 2 9 1c 1w 7 1 4 a lz 1n 1 3 1 4 24 19 1 f 5e 4 1 r 1 2 1 1 2 1 1 a 1 4 1 1 1 1 6 1 4 1 1 1 1 1 1 3 1 2 1 1 2 1 1 1 1 1 1 1 1 1 1 2 1 1 2 4 1 7 1 4 1 4 1 1 1 a 1 h 5 3 1 5 1 h g4 d 25f a");
export const solid = ranges("2rl 1c 1 2 c 7 1m 2 1 1 1 5 1 o 1 1 1 a 1 2 9 1 2 5 1 1 l 4 80 17 k 1 g 6 4 4 3 1 3 2 7 3 4 d c 1 35 74 134 1g z 1 4 1 4rs 3 15 5 5 2 4 2e 6 3 1 2i 1 4 1d 2m 2p g e8 534 1s g74 1uo t 2r 5 1 a a 5 2p n 3 1 3 2 ao 8mc c n 4 1d 6is a6 2 2y wc 2h 3 6 2 6 2 6 2 3 ys3 4 1 7 1 2 1 83 19 3 h 4 fiw wyo w 37d 7 66 2 4g2 e 5rl 2e7 f2 15u 3t7");
export const joined = ranges("3fk 4g 131s n 4 1d 7tu 2");
export const marks = ranges("lc 34 7n 7 7b 19 1 1 1 2 1 2 1 1 20 b 1c l g 1 2t 7 2 6 2 2 1 4 z 1 u r 2j b 1m 9 9 1 o 4 1 9 1 3 1 5 17 3 1o 8 16 o 1 x 1i 3 1 i 1 7 a 2 t 3 1k 1 1 7 2 2 2 3 9 1 a 2 q 1 2 3 1k 1 1 5 4 2 2 3 3 1 u 2 3 1 b 3 1k 1 1 8 1 3 1 3 k 2 m 6 1 3 1k 1 1 7 2 2 2 3 7 3 a 2 u 1 1n 5 3 3 1 4 9 1 14 5 1j 1 1 7 1 3 1 4 7 2 b 2 t 3 1k 1 1 7 1 3 1 4 7 2 b 2 s 4 1j 2 1 7 1 3 1 4 9 1 a 2 t 3 1y 1 4 6 1 1 1 8 i 2 1p 1 2 7 c 8 2q 1 2 9 b 6 22 2 r 1 1 1 1 1 4 2 1d k 1 2 5 b 1 10 9 1 2s k n 4 4 3 1 3 2 7 3 4 d c 1 1 a 4 jj 3 qa 4 s 3 t 2 u 2 1s w 9 1 19 3 1 1 39 2 y 1 3a c 4 c 63 5 1l a 1 t 2 1 1c v 1d 5 1b h 12 9 c 3 u d 1k e 1c k 48 3 1 l 4 1 6 1 2 3 5i 1s k0 x 2da 3 3x 1 2o w fe 6 2x 2 n9w 4 1 a w 2 28 2 7k 1 3 1 4 1 n 5 4 1 2b 2 1e i q i d 1 12 8 p d 18 4 1b e 10 1 1v e c 1 8 2 19 3 1e 1 1 3 2 2 5 2 1 1 15 5 5 2 6k 8 1 2 fn4 1 kh g g g r1 1 6a 1 45 5 1ae 3 1 2 5 4 14 3 4 1 4l 2 fx 4 ar 2 49 b 1d 4 3e 3 1h f 15 1 2 2 a 4 19 b 7 1 1p 3 10 e g 2 18 1 c 3 1c e 8 4 1 2 2k c 6 1 4g c l 4 1j 2 1 7 2 2 2 3 9 1 a 2 2 7 3 5 5c i n 1 29 k 6j 7 2 9 r 2 2a h 2y d 2t f 74 f 6t 6 1 2 2 4 1 1 1 2 3x 7 2 7 3 1 s a 14 7 1 4 8 1 9 b 1a g b9 8 1 8 2a m 1 e 3e 6 3 1 1 2 1 7 1 1 1u 5 1 2 1 5 9n 4 f09 5 1n 7 t4 1 1 1j 7 4 29 1 b 2 f57 2 3mp 1a 2 n f2 5 3 6 8 8 2 7 u 4 44 3 1iz 1j 4 1e 8 1 e 1 m 5 1 f 11s 7 1 h 2 7 1 2 1 5 79 7 af 1 1p 4 15s 7 31 7 gzhx 6o");
export const digits = ranges("1c a 17q a 3q a 5i a bg a 3a a 3a a 3a a 3a a 3a a 3a a 3a a 3a a 3a a 2o a 3a a 1y a 7q a 1y a 1fq a 12 a 8c a 3k a 4m a 6 a 52 a 2e a 3q a 6 a r7q a iu a 12 a 5i a m a 2e a ba a geu a 13a a 1om a mk a 3k a 1o a 40 a 7q a 9i a 3a a ae a 2u a 2u a bq a 2u a l2 a 6u a 1y a f5i a 2e a 3q a lf8 1e 1ts a bq a 192 a 3o6 a");
export const lower = runs("1t q 1 w 2i 1 1 lj a n 1 w 1 7 1 w x o 2 1 2 1 1 -5k 0 3 2 1 2 8 2 1 2 n 2 1 1 1 1 -3d 0 3 2 1 1 1 1 -7g 1 1 1 5u 0 2 2 1 1 1 1 5q 0 1 1 1 1 2 1 5p 0 1 1 1 2 1 1 27 0 1 1 5m 0 1 1 5n 0 1 1 1 1 1 1 5p 0 1 1 5r 1 1 1 5v 0 1 1 5t 0 1 1 1 3 1 1 5v 0 1 1 5x 1 1 1 5y 0 3 2 1 1 1 1 62 0 1 1 1 1 1 1 62 2 1 1 1 1 1 1 62 0 1 1 1 1 2 1 61 0 2 2 1 1 1 1 63 0 1 1 1 3 1 1 1 7 1 1 2 0 1 1 1 1 1 1 2 0 1 1 1 1 1 1 2 0 9 2 1 2 9 2 1 2 1 1 2 0 2 2 1 1 1 1 -2p 0 1 1 -1k 0 k 2 1 1 1 1 -3m 1 9 2 1 7 1 1 8bv 0 1 1 1 1 1 1 -4j 0 1 1 8bs 2 1 1 1 1 1 1 -5f 0 1 1 1x 0 1 1 1z 0 5 2 1 81 2 2 1 3 1 1 1 8 1 1 38 6 1 1 12 1 3 1 11 1 1 1 1s 1 2 1 1r 1 h 1 w 1 9 1 w m 1 1 1 c 1 1 8 0 1 1 -u 0 1 1 -p 3 1 1 -f 0 1 1 -m 1 c 2 1 1 1 1 -1i 0 1 1 -1c 2 1 1 -1o 0 1 1 -1s 1 1 1 1 1 1 1 -7 0 1 1 1 2 3 1 -3m 0 g 1 28 0 w 1 w 1c h 2 1 9 r 2 1 1 1 1 f 0 7 2 1 2 1c 2 1 2 12 1 1c 289 12 1 5ls 1 1 1 5ls 5 1 1 5ls k2 28 1 tzk 0 6 1 8 1oq 1 1 -4su 0 1 1 -4st 0 1 1 -4sk 0 2 1 -4si 0 1 1 -4sj 0 1 1 -4sc 0 1 1 -4ro 0 1 1 r7n 7 17 1 -2bk 2 3 1 -2bk 8w 23 2 1 6 1 1 -1m 4 1c 2 1 9 8 1 -8 8 6 1 -8 a 8 1 -8 8 8 1 -8 8 6 1 -8 b 4 2 -8 8 8 1 -8 o 8 1 -8 8 8 1 -8 8 8 1 -8 8 2 1 -8 0 2 1 -22 0 1 1 -9 1 1 1 -5j9 9 4 1 -2e 0 1 1 -9 b 2 1 -8 0 2 1 -2s c 2 1 -8 0 2 1 -34 0 1 1 -7 b 2 1 -3k 0 2 1 -3i 0 1 1 -9 89 1 1 -5st 3 1 1 -6gv 0 1 1 -6di 6 1 1 s 19 g 1 g j 1 1 1 22k 1c 1 1c 1c 1 1 1 1 1 1 -8af 0 1 1 -2xy 0 1 1 -89z 2 3 2 1 1 1 1 -8bg 0 1 1 -8al 0 1 1 -8bj 0 1 1 -8bi 1 1 1 1 2 1 1 1 8 2 1 -8cf 0 1e 2 1 8 2 2 1 4 1 1 1 nyl n 2 1 j e 2 1 3r 7 2 1 3 v 2 1 a 2 2 1 1 1 1 -r9g 0 5 2 1 4 1 1 1 1 1 1 -wmg 2 2 2 1 3 a 2 1 1 1 1 -wn8 0 1 1 -wnj 0 1 1 -wnf 0 1 1 -wn5 0 1 1 -wn8 1 1 1 -wlu 0 1 1 -wmi 0 1 1 -wlx 0 1 1 ps 0 8 2 1 1 1 1 -1c 0 1 1 -wn7 0 1 1 -raw 0 2 2 1 6 1 1 1 5 2 2 1 s 1 1 1 h7v q 1 w xx 14 1 14 3s 10 1 14 4c b 1 13 1 f 1 13 1 7 1 13 1 2 1 13 1d6 1f 1 1s 2ct w 1 w gw0 w 1 w o80 y 1 y");
for (const [char, ...low] of "ßss İi̇ ẞss".split(" ")) {
  lower.set(char, low.join(""));
}
