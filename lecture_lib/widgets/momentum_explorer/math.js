// Momentum on a quadratic, one eigen-direction at a time: the mathematics of lecture_lib.heavy_ball.

const SPLITTER = 2 ** 27 + 1; // cuts a number into two halves whose products are exact
const NEAR = 4e-15; // a few rounding errors of numbers about 1

/** a + b rounded, and what rounding lost. */
function sum(a, b) {
  const total = a + b;
  const part = total - a;
  return [total, a - (total - part) + (b - part)];
}

function halves(a) {
  const large = SPLITTER * a;
  const upper = large - (large - a);
  return [upper, a - upper];
}

/** a b rounded, and what rounding lost. */
function product(a, b) {
  const [a1, a2] = halves(a);
  const [b1, b2] = halves(b);
  const rounded = a * b;
  return [rounded, a1 * b1 - rounded + a1 * b2 + a2 * b1 + a2 * b2];
}

/** Those of momentum's matrix, with no digit lost at a double root. */
function traceAndDiscriminant(curvature, stepSize, beta) {
  const [h, hLost] = product(curvature, stepSize);
  const [one, oneLost] = sum(1, beta);
  const [rough, roughLost] = sum(one, -h);
  let lost = oneLost + roughLost - hLost;
  const trace = rough + lost;
  lost -= trace - rough;
  const [square, squareLost] = product(trace, trace);
  const fine = square - 4 * beta + (squareLost + 2 * trace * lost);
  const plain = 1 + beta - h;
  return Number.isFinite(fine) ? [trace, fine] : [plain, plain * plain - 4 * beta];
}

/** The factor by which an error shrinks a step in the long run; below 1 it converges. */
export function spectralRadius(curvature, stepSize, beta) {
  const [trace, discriminant] = traceAndDiscriminant(curvature, stepSize, beta);
  return discriminant <= 0 ? Math.sqrt(beta) : (Math.abs(trace) + Math.sqrt(discriminant)) / 2;
}

/** over-damped, critical, under-damped, alternating, marginal or divergent. */
export function regime(curvature, stepSize, beta) {
  const h = stepSize * curvature;
  const s = Math.sqrt(beta);
  const limit = 2 * (1 + beta);
  if (h === 0 || Math.abs(h - limit) <= NEAR * limit) return "marginal";
  if (h < 0 || h > limit) return "divergent";
  const root = Math.sqrt(h);
  if (Math.min(Math.abs(root - (1 - s)), Math.abs(root - (1 + s))) <= NEAR) return "critical";
  if (root < 1 - s) return "over-damped";
  return root < 1 + s ? "under-damped" : "alternating";
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
    points.push(
      x.map((value, i) => {
        m[i] = beta * m[i] + curvatures[i] * value;
        return value - stepSize * m[i];
      }),
    );
  }
  return points;
}

/** The first step whose error is more than ten times the first one, or null. */
export function tenfold(points) {
  const far = 10 * Math.hypot(...points[0]);
  const step = points.findIndex(([x, y]) => !(Math.hypot(x, y) <= far));
  return step < 0 ? null : step;
}
