// Momentum on a quadratic, one eigen-direction at a time: the mathematics of lecture_lib.heavy_ball.

/** Both borders between real and complex roots, as values of h = step size times curvature. */
function borders(beta) {
  const s = Math.sqrt(beta);
  return [(1 - s) ** 2, (1 + s) ** 2];
}

/** The factor by which an error shrinks a step in the long run; below 1 it converges. */
export function spectralRadius(curvature, stepSize, beta) {
  const h = stepSize * curvature;
  const [low, high] = borders(beta);
  const discriminant = (h - low) * (h - high);
  return discriminant <= 0 ? Math.sqrt(beta) : (Math.abs(1 + beta - h) + Math.sqrt(discriminant)) / 2;
}

/** over-damped, critical, under-damped, alternating, marginal or divergent. */
export function regime(curvature, stepSize, beta) {
  const h = stepSize * curvature;
  const [low, high] = borders(beta);
  const limit = 2 * (1 + beta);
  if (h < 0 || h > limit) return "divergent";
  if (h === 0 || h === limit) return "marginal";
  if (h === low || h === high) return "critical";
  if (h < low) return "over-damped";
  return h < high ? "under-damped" : "alternating";
}

/** The step size and the momentum with the least rate over all curvatures from mu to L. */
export function bestParameters(mu, L) {
  const wide = Math.sqrt(L) + Math.sqrt(mu);
  const narrow = Math.sqrt(L) - Math.sqrt(mu);
  return { stepSize: 4 / wide ** 2, beta: (narrow / wide) ** 2, rate: narrow / wide };
}

/** The momentum with the least rate in one direction, for h below 4. */
export const bestBeta = (h) => (1 - Math.sqrt(h)) ** 2;

/** How far a step goes per unit of a constant gradient, in the long run. */
export const effectiveRate = (stepSize, beta) => stepSize / (1 - beta);

/** All iterates of x ← x − ηm, m ← βm + cx in the directions with the curvatures c. */
export function path(curvatures, start, stepSize, beta, steps) {
  const points = [start];
  const m = start.map(() => 0);
  for (let t = 0; t < steps; t += 1) {
    const x = points[t];
    points.push(x.map((value, i) => {
      m[i] = beta * m[i] + curvatures[i] * value;
      return value - stepSize * m[i];
    }));
  }
  return points;
}

/** The first step whose error is more than ten times the first one, or null. */
export function tenfold(points) {
  const far = 10 * Math.hypot(...points[0]);
  const step = points.findIndex(([x, y]) => !(Math.hypot(x, y) <= far));
  return step < 0 ? null : step;
}
