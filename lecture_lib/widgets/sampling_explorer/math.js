// Least squares on eight examples with two weights: the function, and the floor that noise leaves. The Python twins are
// lecture_lib/problems/regression.py and lecture_lib/stochastic/noise.py. A symmetric matrix is [₁₁, ₁₂, ₂₂].

/** Eight examples [x₁, x₂, y], the same as EXAMPLES in widget.py. */
export const EXAMPLES = [
  [1.1, 0.225, 1.9],
  [0.9, -0.3, -0.3],
  [0.7, 0.6, -0.2],
  [-0.6, 0.375, -0.8],
  [1.2, 0.075, 1.8],
  [0.2, 0.525, -0.5],
  [-0.9, 0.45, 0.7],
  [0.4, -0.375, -0.5],
];

const mean = (f) => EXAMPLES.reduce((sum, row) => sum + f(row), 0) / EXAMPLES.length;

/** The Hessian. Copies of the examples change neither it nor f. */
export const HESSIAN = [mean(([a]) => a * a), mean(([a, b]) => a * b), mean(([, b]) => b * b)];
const [H11, H12, H22] = HESSIAN;

/** @type {(matrix: number[], q: number[]) => number[]} */
const solve2 = ([p, q, r], [u, v]) => [(r * u - q * v) / (p * r - q * q), (p * v - q * u) / (p * r - q * q)];

/** The minimiser w*. */
export const W_STAR = solve2(HESSIAN, [mean(([a, , y]) => a * y), mean(([, b, y]) => b * y)]);

/** f(w) − f* = ½ (w − w*)'H(w − w*). */
export function gap(w1, w2) {
  const a = w1 - W_STAR[0];
  const b = w2 - W_STAR[1];
  return 0.5 * (H11 * a * a + 2 * H12 * a * b + H22 * b * b);
}

// What a symmetric S becomes under S → HS + SH, S → HSH and S → E[xx'Sxx'], each as a matrix of three columns.
const SUM = [
  [2 * H11, H12, 0],
  [2 * H12, H11 + H22, 2 * H12],
  [0, H12, 2 * H22],
];
const MILD = [
  [H11 * H11, H11 * H12, H12 * H12],
  [2 * H11 * H12, H11 * H22 + H12 * H12, 2 * H12 * H22],
  [H12 * H12, H12 * H22, H22 * H22],
];
const SINGLE = [([a]) => a * a, ([a, b]) => 2 * a * b, ([, b]) => b * b].map((weight) => [
  mean((x) => weight(x) * x[0] * x[0]),
  mean((x) => weight(x) * x[0] * x[1]),
  mean((x) => weight(x) * x[1] * x[1]),
]);

/** E[r²xx'] at w*, where r is an example's residual: the covariance of the gradient of one example. */
const NOISE = [
  [0, 0],
  [0, 1],
  [1, 1],
].map(([i, j]) => mean((x) => (x[0] * W_STAR[0] + x[1] * W_STAR[1] - x[2]) ** 2 * x[i] * x[j]));

/** What a batch of `b` out of `m`, drawn without replacement, leaves of a variance: (m − b)/(b(m − 1)). */
export const share = (b, m) => (m - b) / (m - 1) / b;

/** s_b²: the expected square of the distance of a batch's gradient from the full one, at w*. */
export const variance = (b, copies) => (NOISE[0] + NOISE[2]) * share(b, EXAMPLES.length * copies);

/** x for Mx = q, by Cramer's rule; M is given by its three columns. @type {(columns: number[][], q: number[]) => number[]} */
function solve3([a, b, c], q) {
  const det = (x, y, z) =>
    x[0] * (y[1] * z[2] - y[2] * z[1]) - y[0] * (x[1] * z[2] - x[2] * z[1]) + z[0] * (x[1] * y[2] - x[2] * y[1]);
  const d = det(a, b, c);
  return [det(q, b, c) / d, det(a, q, c) / d, det(a, b, q) / d];
}

/**
 * The limit of E f(w_k) − f* for the randomized rule with batches of `b` out of m = 8 `copies` and a constant γ; ∞ if there is
 * none. ½ tr(HS), where HS + SH − γE[H_b S H_b] = γC, which is S = E[(I − γH_b) S (I − γH_b)] + γ²C without what cancels.
 */
export function floor(gamma, b, copies) {
  const left = share(b, EXAMPLES.length * copies);
  const columns = SUM.map((column, j) =>
    column.map((sum, i) => sum - gamma * ((1 - left) * MILD[j][i] + left * SINGLE[j][i])),
  );
  // The moments stay bounded if and only if the equation has a positive definite answer to a positive definite question.
  const [p, q, r] = solve3(columns, [1, 0, 1]);
  if (!(p > 0 && p * r > q * q)) return Infinity;
  const S = solve3(
    columns,
    NOISE.map((value) => gamma * left * value),
  );
  return 0.5 * (H11 * S[0] + 2 * H12 * S[1] + H22 * S[2]);
}

const column = (j) => Float64Array.from(EXAMPLES, (example) => example[j]);

/** The problem of the eight examples, as the runs and the pictures need it. */
export const BUILT_IN = {
  count: EXAMPLES.length,
  x1: column(0),
  x2: column(1),
  y: column(2),
  hessian: HESSIAN,
  wStar: W_STAR,
  floor,
};
