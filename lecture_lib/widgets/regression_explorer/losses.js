// What a residual r = w₀ + w₁u − y costs, and the line of least mean cost. The Python twin is losses.py, operation by
// operation: where absolute values have a kink, one bit decides on which side of a point a line lies.

/** @typedef {{ of: (r: number) => number, slope: (r: number) => number }} Loss */

/** The loss of this name; Huber's is ½r² up to |r| = δ and goes on straight. @type {(name: string, delta: number) => Loss} */
export function lossOf(name, delta) {
  if (name === "square") return { of: (r) => 0.5 * r * r, slope: (r) => r };
  if (name === "absolute") return { of: Math.abs, slope: (r) => (r > 0 ? 1 : r < 0 ? -1 : 0) };
  return {
    of: (r) => (Math.abs(r) <= delta ? 0.5 * r * r : delta * (Math.abs(r) - 0.5 * delta)),
    slope: (r) => Math.max(-delta, Math.min(delta, r)),
  };
}

/** The mean, summed from the first to the last. @type {(list: number[]) => number} */
export function mean(list) {
  let sum = 0;
  for (const value of list) sum += value;
  return sum / list.length;
}

/** J(w) = (1/n) Σ loss(w₀ + w₁uᵢ − yᵢ). @type {(w: number[], u: number[], y: number[], loss: Loss) => number} */
export function objective([a, b], u, y, loss) {
  let sum = 0;
  for (let i = 0; i < u.length; i += 1) sum += loss.of(a + b * u[i] - y[i]);
  return sum / u.length;
}

/**
 * ∇J(w), or with absolute values the subgradient that takes 0 at a kink.
 *
 * @type {(w: number[], u: number[], y: number[], loss: Loss) => number[]}
 */
export function gradient([a, b], u, y, loss) {
  let [first, second] = [0, 0];
  for (let i = 0; i < u.length; i += 1) {
    const slope = loss.slope(a + b * u[i] - y[i]);
    first += slope;
    second += slope * u[i];
  }
  return [first / u.length, second / u.length];
}

/** Least squares, where z has mean 0 and spread 1. */
const squares = (z, y) => [mean(y), mean(z.map((value, i) => value * y[i]))];

/** Least absolute values: one of the best lines goes through two of the points, so all pairs are tried. */
function absolutes(z, y) {
  let [best, least] = [[0, 0], Infinity];
  for (let i = 0; i < z.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      if (z[i] === z[j]) continue;
      const b = (y[i] - y[j]) / (z[i] - z[j]);
      const a = y[i] - b * z[i];
      let sum = 0;
      for (let k = 0; k < z.length && sum < least; k += 1) sum += Math.abs(a + b * z[k] - y[k]);
      if (sum < least) [best, least] = [[a, b], sum];
    }
  }
  return best;
}

/**
 * Where the slope of J along w + τd, which never falls and is straight between the places of kinks, is zero.
 *
 * @param {number[]} w
 * @param {number[]} d
 */
function lowest(w, d, z, y, delta, loss) {
  const [[a, b], [da, db]] = [w, d];
  const along = (tau) => {
    let sum = 0;
    for (let i = 0; i < z.length; i += 1) {
      sum += loss.slope(a + tau * da + (b + tau * db) * z[i] - y[i]) * (da + db * z[i]);
    }
    return sum;
  };
  const kinks = [];
  for (let i = 0; i < z.length; i += 1) {
    const [r, speed] = [a + b * z[i] - y[i], da + db * z[i]];
    for (const edge of [-delta, delta]) {
      const tau = speed ? (edge - r) / speed : 0;
      if (tau > 0 && tau < Infinity) kinks.push(tau);
    }
  }
  kinks.sort((p, q) => p - q);
  let [before, slope] = [0, along(0)];
  for (const tau of kinks) {
    const next = along(tau);
    if (next >= 0) return next === slope ? before : before - (slope * (tau - before)) / (next - slope);
    [before, slope] = [tau, next];
  }
  return before;
}

/** Huber's loss: Newton's steps, each as long as is best; a little of the identity where too few points are near. */
function huber(z, y, delta) {
  const loss = lossOf("huber", delta);
  let w = squares(z, y);
  for (let round = 0; round < 60; round += 1) {
    const [g, k] = gradient(w, z, y, loss);
    if (Math.abs(g) + Math.abs(k) <= 1e-15 * delta) break;
    let [p, q, s] = [0, 0, 0];
    for (let i = 0; i < z.length; i += 1) {
      if (Math.abs(w[0] + w[1] * z[i] - y[i]) > delta) continue;
      p += 1;
      q += z[i];
      s += z[i] * z[i];
    }
    [p, q, s] = [p / z.length + 1e-10, q / z.length, s / z.length + 1e-10];
    const determinant = p * s - q * q;
    const d = [(q * k - s * g) / determinant, (q * g - p * k) / determinant];
    const tau = lowest(w, d, z, y, delta, loss);
    const next = [w[0] + tau * d[0], w[1] + tau * d[1]];
    if (next[0] === w[0] && next[1] === w[1]) break;
    w = next;
  }
  return w;
}

/** (w₀, w₁) of a line of least mean loss, where z has mean 0 and spread 1. */
export function minimiser(z, y, name, delta) {
  if (name === "square") return squares(z, y);
  return name === "absolute" ? absolutes(z, y) : huber(z, y, delta);
}
