// Least squares on eight examples with two weights: the function, and the floor that noise leaves. The Python twins are
// lecture_lib/problems/regression.py and lecture_lib/stochastic/noise.py.

/** Eight examples [x₁, x₂, y], the same as EXAMPLES in widget.py. */
export const EXAMPLES = [
  [1.1, 0.225, 1.9], [0.9, -0.3, -0.3], [0.7, 0.6, -0.2], [-0.6, 0.375, -0.8],
  [1.2, 0.075, 1.8], [0.2, 0.525, -0.5], [-0.9, 0.45, 0.7], [0.4, -0.375, -0.5],
];

const mean = (f) => EXAMPLES.reduce((sum, row) => sum + f(row), 0) / EXAMPLES.length;

/** The Hessian [H₁₁, H₁₂, H₂₂]. Copies of the examples change neither it nor f. */
export const HESSIAN = [mean(([a]) => a * a), mean(([a, b]) => a * b), mean(([, b]) => b * b)];

const solve2 = ([p, q, r], [u, v]) => [(r * u - q * v) / (p * r - q * q), (p * v - q * u) / (p * r - q * q)];

/** The minimiser w*. */
export const W_STAR = solve2(HESSIAN, [mean(([a, , y]) => a * y), mean(([, b, y]) => b * y)]);

/** f(w) − f* = ½ (w − w*)'H(w − w*). */
export function gap(w1, w2) {
  const a = w1 - W_STAR[0];
  const b = w2 - W_STAR[1];
  return 0.5 * (HESSIAN[0] * a * a + 2 * HESSIAN[1] * a * b + HESSIAN[2] * b * b);
}

/** The gradient H(w − w*) of f. */
export function gradient(w1, w2) {
  const a = w1 - W_STAR[0];
  const b = w2 - W_STAR[1];
  return [HESSIAN[0] * a + HESSIAN[1] * b, HESSIAN[1] * a + HESSIAN[2] * b];
}

/** A S A for symmetric A and S, each [₁₁, ₁₂, ₂₂]. */
function sandwich([a, b, c], [s, t, u]) {
  return [
    a * a * s + 2 * a * b * t + b * b * u,
    a * b * s + (a * c + b * b) * t + b * c * u,
    b * b * s + 2 * b * c * t + c * c * u,
  ];
}

/** x for Mx = q, by Cramer's rule; M is given by its three columns. */
function solve3([a, b, c], q) {
  const det = (x, y, z) => x[0] * (y[1] * z[2] - y[2] * z[1]) - y[0] * (x[1] * z[2] - x[2] * z[1]) + z[0] * (x[1] * y[2] - x[2] * y[1]);
  const d = det(a, b, c);
  return [det(q, b, c) / d, det(a, q, c) / d, det(a, b, q) / d];
}

/**
 * The limit of E f(w_k) − f* for the randomized rule with batches of `b` out of m = 8 `copies` and a constant γ;
 * ∞ if there is none. ½ tr(HS), where S = E[(I − γH_b) S (I − γH_b)] + γ²C.
 */
export function floor(gamma, b, copies) {
  const m = EXAMPLES.length * copies;
  const share = m > 1 ? (m - b) / (m - 1) / b : 0;
  const contraction = [1 - gamma * HESSIAN[0], -gamma * HESSIAN[1], 1 - gamma * HESSIAN[2]];
  const moment = (S) => {
    const whole = sandwich(contraction, S);
    const mild = sandwich(HESSIAN, S);
    const single = [[0, 0], [0, 1], [1, 1]].map(([i, j]) => mean((x) => (x[0] * x[0] * S[0] + 2 * x[0] * x[1] * S[1] + x[1] * x[1] * S[2]) * x[i] * x[j]));
    return whole.map((value, i) => value + gamma * gamma * share * (single[i] - mild[i]));
  };
  const columns = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map((unit) => moment(unit).map((value, i) => unit[i] - value));
  // The moments stay bounded if and only if I − M has a positive definite answer to a positive definite question.
  const [p, q, r] = solve3(columns, [1, 0, 1]);
  if (!(p > 0 && p * r > q * q)) return Infinity;
  const squared = ([x1, x2, y]) => (x1 * W_STAR[0] + x2 * W_STAR[1] - y) ** 2;
  const noise = [[0, 0], [0, 1], [1, 1]].map(([i, j]) => gamma * gamma * share * mean((x) => squared(x) * x[i] * x[j]));
  const S = solve3(columns, noise);
  return 0.5 * (HESSIAN[0] * S[0] + 2 * HESSIAN[1] * S[1] + HESSIAN[2] * S[2]);
}
