// What can be seen of a function of one variable on an interval. The Python twin is lecture_lib/expression/survey.py,
// where it is said how, and that it is no proof.
import { kinksOf, oddPoint } from "./jumps.js";

export const POINTS = 2001;
const REFINED = 8;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where values are no less than beside them: the highest of these first. */
function tops(values) {
  const found = [];
  values.forEach((value, k) => {
    const before = k ? values[k - 1] : Number.NEGATIVE_INFINITY;
    const after = k + 1 < values.length ? values[k + 1] : Number.NEGATIVE_INFINITY;
    if (value > before && value >= after) found.push(k);
  });
  return found.sort((a, b) => values[b] - values[a] || a - b).slice(0, REFINED);
}

/**
 * The highest value of a function near to the tops of what it is at xs, and its place. Beside a wall only the top itself counts:
 * there rounding is all that is left of a function.
 */
function highest(xs, values, walls, f) {
  let [best, place] = [Number.NEGATIVE_INFINITY, Number.NaN];
  for (const k of tops(values)) {
    let [a, b] = [xs[Math.max(k - 1, 0)], xs[Math.min(k + 1, xs.length - 1)]];
    if (values[k] > best) [best, place] = [values[k], xs[k]];
    if (walls.has(k - 1) || walls.has(k) || walls.has(k + 1)) continue;
    for (let i = 0; i < 60; i += 1) {
      const [left, right] = [b - GOLDEN * (b - a), a + GOLDEN * (b - a)];
      const [atLeft, atRight] = [f(left), f(right)];
      if (atLeft > best) [best, place] = [atLeft, left];
      if (atRight > best) [best, place] = [atRight, right];
      if (atLeft >= atRight) b = right;
      else a = left;
    }
  }
  return [best, place];
}

function spans(xs, known) {
  const found = [];
  xs.forEach((x, k) => {
    if (known[k]) return;
    if (k && !known[k - 1]) found.at(-1)[1] = x;
    else found.push([x, x]);
  });
  return found;
}

/** The low point between a place from which f falls, and another that is no lower. */
function descend(f, here, there, start) {
  const rising = here < there ? 1 : -1;
  const room = 1e-9 * (1 + Math.abs(start));
  let [a, b] = [here, there];
  for (let i = 0; i < 80; i += 1) {
    const middle = 0.5 * (a + b);
    const slope = rising * f.slope(middle);
    if (!(f.value(middle) <= start + room))
      b = middle; // behind a hill or a pole
    else if (slope === 0) [a, b] = [middle, middle];
    else if (slope < 0) a = middle;
    else b = middle;
  }
  const x = 0.5 * (a + b);
  return { x, value: f.value(x), inside: true };
}

function lows(xs, values, known, f) {
  const found = [];
  for (const k of tops(values.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : -value)))) {
    if (!known[k]) return { lows: [], bottomless: xs[k] };
    const [x, value] = [xs[k], values[k]];
    const deep = value - 100 * (1 + Math.abs(value));
    const sides = [k - 1, k + 1].filter((i) => i in xs);
    const pole = sides.find((i) => !known[i] && f.value(xs[i] + 1e-9 * (x - xs[i])) < deep);
    if (pole !== undefined) return { lows: [], bottomless: xs[pole] };
    const slope = f.slope(x);
    const onward = slope < 0 ? k + 1 : k - 1;
    if (slope === 0) {
      let end = k; // of a part where f is flat
      while (values[end + 1] === value) end += 1;
      for (const i of new Set([k, end])) found.push({ x: xs[i], value, inside: true });
    } else if (Number.isNaN(slope)) {
      found.push({ x, value, inside: sides.length === 2 && sides.every((i) => known[i]) });
    } else if (!known[onward]) found.push({ x, value, inside: false });
    else {
      const low = descend(f, x, xs[onward], value);
      if (!(low.value >= deep)) return { lows: [], bottomless: low.x };
      found.push(low);
    }
  }
  return { lows: found.sort((a, b) => a.value - b.value), bottomless: null };
}

const finite = (bend) => (Number.isFinite(bend) ? Math.abs(bend) : Number.POSITIVE_INFINITY);

/**
 * What is seen of a compiled function on [low, high]: `undefined`, pairs of first and last points where it is no finite
 * number; `kinks`, {x, before, after}; the largest |f″|, `L`, at `LAt`, and the least f″, `least`, at `leastAt`; `lows`,
 * {x, value, inside}, the lowest first; `bottomless`, where it falls without an end, or null; `unit`, by which rounding is judged.
 */
export function survey(f, low, high) {
  const xs = Float64Array.from({ length: POINTS }, (_, k) => low + ((high - low) * k) / (POINTS - 1));
  const values = f.values(xs);
  const slopes = xs.map((x) => f.slope(x));
  const bends = xs.map((x) => f.curvature(x));
  const known = Array.from(values, Number.isFinite);
  const steep = slopes.reduce(
    (most, slope, k) => (known[k] && Number.isFinite(slope) ? Math.max(most, Math.abs(slope)) : most),
    0,
  );
  const unit = Math.min(1, Math.max(1e-7, steep));
  const isMissing = (k) => Number.isNaN(bends[k]);
  const alone = [...xs.keys()].filter((k) => known[k] && isMissing(k) && !isMissing(k - 1) && !isMissing(k + 1));
  const odd = alone.map((k) => oddPoint(f, xs, k));
  const walls = new Set(odd.filter(({ isSteep }) => !isSteep).map(({ k }) => k));
  const sizes = bends.map((bend, k) => (known[k] && !walls.has(k) ? finite(bend) : Number.NEGATIVE_INFINITY));
  let [L, LAt] = highest(xs, sizes, walls, (x) => finite(f.curvature(x)));
  const seen = sizes.filter(Number.isFinite);
  if (L / 100 > (seen.length ? Math.max(...seen) : Number.POSITIVE_INFINITY)) L = Number.POSITIVE_INFINITY;
  const falling = bends.map((bend, k) => (known[k] && Number.isFinite(bend) ? -bend : Number.NEGATIVE_INFINITY));
  let [lowest, leastAt] = highest(xs, falling, walls, (x) => -f.curvature(x));
  if (!known.includes(true)) L = Number.NaN;
  if (!seen.length) lowest = Number.NaN;
  const flat = (2e-12 * steep) / (high - low); // rounding makes as much of f″ where it is zero
  if (L <= flat) L = 0;
  if (Math.abs(lowest) <= flat) lowest = 0;
  return {
    low,
    high,
    undefined: spans(xs, known),
    kinks: kinksOf(xs, slopes, bends, f, unit, odd),
    L,
    LAt,
    least: -lowest + 0,
    leastAt,
    unit,
    ...lows(xs, values, known, f),
  };
}

/** Whether nothing that was seen speaks against f being L-smooth. */
export const isSmooth = ({ kinks, undefined: missing, L }) => !kinks.length && !missing.length && Number.isFinite(L);

/** Whether nothing that was seen speaks against f being convex. */
export function isConvex({ kinks, undefined: missing, L, least, unit }) {
  const room = 1e-9 * Math.max(unit, Number.isFinite(L) ? L : 0);
  return kinks.every(({ before, after }) => before < after) && !missing.length && least >= -room;
}

/** The lowest point, of equally low ones the one nearest to a place; null if there is none. */
export function lowest({ lows, bottomless }, near) {
  if (bottomless !== null || !lows.length) return null;
  const least = Math.min(...lows.map(({ value }) => value));
  const same = lows.filter(({ value }) => value <= least + 1e-9 * (1 + Math.abs(least)));
  return same.reduce((best, each) => (Math.abs(each.x - near) < Math.abs(best.x - near) ? each : best));
}
