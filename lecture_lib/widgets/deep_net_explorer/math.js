// A deep net f = wᵀσ(W⁽ᴸ⁾ … σ(W⁽¹⁾x)), as lecture_lib.deep_net computes it, and the steps through it.
// Lists are numbered as in the lecture: a[i], delta[i], W[i] for i = 1..L, z[i] for i = 0..L.
import { ACTIVATIONS } from "../shared/activations.js";
import { Mulberry32 } from "../shared/random.js";

export { ACTIVATIONS } from "../shared/activations.js";

export const transpose = (matrix) => matrix[0].map((_, k) => matrix.map((row) => row[k]));
export const dot = (u, v) => u.reduce((sum, x, k) => sum + x * v[k], 0);
const times = (matrix, v) => matrix.map((row) => dot(row, v));

/** The widths d₀ … d_L that are in use, of the seven that are kept. */
export const used = ({ depth, widths }) => widths.slice(0, depth + 1);

/**
 * Weights with one decimal, W⁽¹⁾ row by row, then W⁽²⁾ …, then w: each uniform on the tenths from
 * −b to b, where b is √(6/columns), rounded to a tenth (He's rule: variance about 2/columns).
 */
export function draw(sizes, seed) {
  const rng = new Mulberry32(seed);
  const row = (columns) => {
    const b = Math.round(10 * Math.sqrt(6 / columns));
    return Array.from({ length: columns }, () => (rng.integers(2 * b + 1) - b) / 10);
  };
  const W = [null];
  for (let i = 1; i < sizes.length; i += 1) W.push(Array.from({ length: sizes[i] }, () => row(sizes[i - 1])));
  return { W, w: row(sizes.at(-1)) };
}

/** Everything of a forward and a backward pass. */
export function passes({ W, w }, x, activation) {
  const { f: s, slope } = ACTIVATIONS[activation];
  const L = W.length - 1;
  const a = [null];
  const z = [x];
  for (let i = 1; i <= L; i += 1) {
    a.push(times(W[i], z[i - 1]));
    z.push(a[i].map(s));
  }
  const f = dot(w, z[L]);
  const slopes = a.map((layer) => layer?.map(slope) ?? null);
  const delta = Array(L + 1).fill(null);
  const dW = Array(L + 1).fill(null);
  let back = w;
  for (let i = L; i >= 1; i -= 1) {
    delta[i] = back.map((g, j) => g * slopes[i][j]);
    dW[i] = delta[i].map((d) => z[i - 1].map((value) => d * value));
    back = times(transpose(W[i]), delta[i]);
  }
  return { a, z, f, slopes, delta, dW, dw: z[L], dx: back };
}

/** The steps through a net of L layers: what each makes, and of what. */
export function steps(L) {
  const forward = [];
  const back = [{ kind: "dw", layer: L + 1, makes: "dw", uses: [`z${L}`] }];
  for (let i = 1; i <= L; i += 1) {
    forward.push({ kind: "a", layer: i, makes: `a${i}`, uses: [`W${i}`, `z${i - 1}`] });
    forward.push({ kind: "z", layer: i, makes: `z${i}`, uses: [`a${i}`] });
  }
  forward.push({ kind: "f", layer: L + 1, makes: "f", uses: ["w", `z${L}`] });
  for (let i = L; i >= 1; i -= 1) {
    back.push(
      i === L
        ? { kind: "last", layer: i, makes: `delta${i}`, uses: ["w", `a${i}`] }
        : { kind: "delta", layer: i, makes: `delta${i}`, uses: [`W${i + 1}`, `delta${i + 1}`, `a${i}`] },
    );
    back.push({ kind: "dW", layer: i, makes: `dW${i}`, uses: [`delta${i}`, `z${i - 1}`] });
  }
  back.push({ kind: "dx", layer: 0, makes: "delta0", uses: ["W1", "delta1"] });
  return [
    ...forward.map((step) => ({ ...step, backward: false })),
    ...back.map((step) => ({ ...step, backward: true })),
  ];
}

/** How many steps there are. */
export const stepCount = (L) => 4 * L + 3;

/** f alone, at an input. */
export function valueAt({ W, w }, x, activation) {
  const { f: s } = ACTIVATIONS[activation];
  let z = x;
  for (let i = 1; i < W.length; i += 1) z = W[i].map((row) => s(dot(row, z)));
  return dot(w, z);
}
