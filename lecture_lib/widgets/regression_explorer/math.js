// Gradient descent on ½‖y − Xw‖² with two weights, exactly, one eigenvector at a time. The Python twin is
// lecture_lib/descent/eigen_coordinates.py; the bounds are those of lecture_lib/rates.

/** The minimiser that the data are made from. */
export const W_STAR = [0.5, 0.5];
const RADIANS = Math.PI / 180;

/** @typedef {{ eigenvalues: number[], vectors: number[][], wStar: number[] }} Spectrum */

/** {eigenvalues, vectors, wStar} of X'X: eigenvalues 1 and 1/κ (0 if `deficient`), the first vector at `angle` degrees. */
export function spectrum({ kappa, angle, deficient }) {
  const [c, s] = [Math.cos(angle * RADIANS), Math.sin(angle * RADIANS)];
  return {
    eigenvalues: [1, deficient ? 0 : 1 / kappa],
    vectors: [
      [c, s],
      [-s, c],
    ],
    wStar: W_STAR,
  };
}

/** c = V'(w − w*). @type {(eigen: Spectrum, w: number[]) => number[]} */
export function coordinates({ vectors, wStar }, w) {
  const [a, b] = [w[0] - wStar[0], w[1] - wStar[1]];
  return vectors.map(([x, y]) => x * a + y * b);
}

/** w = w* + V c. @type {(eigen: Spectrum, c: number[]) => number[]} */
export function point({ vectors: [u, v], wStar }, [a, b]) {
  return [wStar[0] + a * u[0] + b * v[0], wStar[1] + a * u[1] + b * v[1]];
}

/** f − f* = ½ Σ λᵢ cᵢ². @type {(eigen: Pick<Spectrum, "eigenvalues">, c: number[]) => number} */
export function gap({ eigenvalues: [p, q] }, [a, b]) {
  return 0.5 * (p * a * a + q * b * b);
}

/** The coordinates after t steps of size η, without taking them. */
export function descend({ eigenvalues }, start, eta, t) {
  return start.map((c, i) => (1 - eta * eigenvalues[i]) ** t * c);
}

/** The largest |1 − ηλ|² of an eigenvalue that is not zero: by what a step multiplies the gap at worst. */
export function rate({ eigenvalues }, eta) {
  return Math.max(...eigenvalues.filter((value) => value > 0).map((value) => (1 - eta * value) ** 2));
}

/** The first t ≥ 1 from which on a statement is true; null where it is not yet so at `most` steps. */
export function firstWhere(isTrue, most = Number.POSITIVE_INFINITY) {
  let high = 1;
  while (!isTrue(high)) {
    if (high > most) return null;
    high *= 2;
  }
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isTrue(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The first t with a gap of at most ε; null where the gap does not tend to zero. */
export function iterations(eigen, start, eta, epsilon) {
  const isNear = (t) => gap(eigen, descend(eigen, start, eta, t)) <= epsilon;
  if (isNear(0)) return 0;
  if (rate(eigen, eta) >= 1) return null;
  return firstWhere(isNear);
}

/** Distance from the start to the nearest minimiser. */
export function distance({ eigenvalues }, start) {
  return Math.hypot(...start.filter((_, i) => eigenvalues[i] > 0));
}

/** R²/2ηε steps suffice by the lecture's bound, if η ≤ 1/λ_max; else null. */
export function sublinearIterations(eigen, start, eta, epsilon) {
  if (eta > 1) return null;
  return Math.max(1, Math.ceil(distance(eigen, start) ** 2 / (2 * eta * epsilon)));
}

/** log(gap₀/ε)/log(1/ρ) steps suffice, with ρ the rate; null where the gap does not tend to zero. */
export function linearIterations(eigen, start, eta, epsilon) {
  const [first, rho] = [gap(eigen, start), rate(eigen, eta)];
  if (first <= epsilon) return 0;
  if (rho >= 1) return null;
  return rho === 0 ? 1 : Math.ceil(Math.log(first / epsilon) / -Math.log(rho));
}
