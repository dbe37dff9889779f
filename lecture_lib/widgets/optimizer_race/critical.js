// Critical points of a function of two variables in a box, by Newton's method: as lecture_lib/widgets/optimizer_race/critical.py
// finds them, where the method and its limits are said.

/** Newton's method starts from the middles of as many cells of the box, across and up. */
export const STARTS = 15;

const [STEPS, SHORT, SHORT_ENOUGH] = [60, 1e-12, 1e-6];
const ZERO = 1e-9;
const [FLAT, NO_STEP] = [1e-8, 1e-13];
const NEAR = 1e-4;

/** The eigenvalues of the Hessian, rising, and the angle of the second's direction, written into k. */
function curvatures(f, x, y, k) {
  f.hessian(x, y, k);
  const [a, b, c] = k;
  const [middle, half] = [(a + c) / 2, (a - c) / 2];
  const radius = Math.hypot(half, b);
  k[0] = middle - radius;
  k[1] = middle + radius;
  k[2] = Math.atan2(b, half) / 2;
}

const largest = (/** @type {number[]} */ [low, high]) => Math.max(Math.abs(low), Math.abs(high));

/** Where the search from a start ends, or null if it does not come to rest. */
function newton(f, start, [[x0, x1], [y0, y1]], size) {
  let [x, y] = start;
  const [wide, high] = [x1 - x0, y1 - y0];
  const [g, k] = [
    [0, 0],
    [0, 0, 0],
  ];
  let length = Infinity;
  for (let i = 0; i < STEPS && length > SHORT * size; i += 1) {
    f.partials(x, y, g);
    curvatures(f, x, y, k);
    const tiny = NO_STEP * largest(k);
    const [c, s] = [Math.cos(k[2]), Math.sin(k[2])];
    const along = (slope, curvature) => (Math.abs(curvature) > tiny ? slope / curvature : 0);
    const [first, second] = [along(c * g[1] - s * g[0], k[0]), along(c * g[0] + s * g[1], k[1])];
    x -= second * c - first * s;
    y -= second * s + first * c;
    length = Math.hypot(first, second);
    if (!(x >= x0 - wide && x <= x1 + wide && y >= y0 - high && y <= y1 + high)) return null;
  }
  return length <= SHORT_ENOUGH * size ? [x, y] : null;
}

function kindOf(/** @type {number[]} */ [low, high], zero) {
  if (Math.min(Math.abs(low), Math.abs(high)) <= zero) return "degenerate";
  return low > 0 ? "minimum" : high < 0 ? "maximum" : "saddle";
}

/**
 * The critical points `{ x, y, kind, curvatures }` of `f`, which has `partials(x, y, g)` and `hessian(x, y, k)`
 * (∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y² written into k), that Newton's method finds in a box.
 */
export function criticalPoints(f, box) {
  const [[x0, x1], [y0, y1]] = box;
  const size = Math.hypot(x1 - x0, y1 - y0);
  const starts = Array.from({ length: STARTS ** 2 }, (_, n) => [
    x0 + ((x1 - x0) * ((n % STARTS) + 0.5)) / STARTS,
    y0 + ((y1 - y0) * (Math.floor(n / STARTS) + 0.5)) / STARTS,
  ]);
  const [g, k] = [
    [0, 0],
    [0, 0, 0],
  ];
  const at = (/** @type {number[]} */ [x, y]) => {
    curvatures(f, x, y, k);
    return k;
  };
  const sizes = starts.map((start) => largest(at(start))).filter(Number.isFinite);
  const usual = sizes.length ? sizes.sort((a, b) => a - b)[sizes.length >> 1] : 0;
  const found = [];
  for (const start of starts) {
    const end = newton(f, start, box, size);
    if (!end) continue;
    const [x, y] = end;
    if (!(x >= x0 && x <= x1 && y >= y0 && y <= y1)) continue;
    if (found.some((point) => Math.hypot(x - point.x, y - point.y) <= NEAR * size)) continue;
    const [low, high] = at(end);
    f.partials(x, y, g);
    if (!(Math.hypot(...g) <= ZERO * usual * size) || !(largest(k) > 0)) continue;
    found.push({ x, y, kind: kindOf(k, FLAT * usual), curvatures: [low, high] });
  }
  const row = 10 * NEAR * size;
  return found.sort((a, b) => Math.round(a.y / row) - Math.round(b.y / row) || a.x - b.x);
}
