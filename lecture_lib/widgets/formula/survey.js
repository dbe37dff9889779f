// What can be seen of a function of one variable on an interval. The Python twin is lecture_lib/expression/survey.py,
// where it is said how, and that it is no proof.

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

/** The highest value of a function near to the tops of what it is at xs, and its place. */
function highest(xs, values, f) {
  let [best, place] = [Number.NEGATIVE_INFINITY, Number.NaN];
  for (const k of tops(values)) {
    let [a, b] = [xs[Math.max(k - 1, 0)], xs[Math.min(k + 1, xs.length - 1)]];
    if (values[k] > best) [best, place] = [values[k], xs[k]];
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

function kinks(xs, slopes, bends, f) {
  const found = [];
  for (let k = 0; k + 1 < xs.length; k += 1) {
    const change = Math.abs(slopes[k + 1] - slopes[k]);
    const expected = 3 * (xs[1] - xs[0]) * Math.max(Math.abs(bends[k]), Math.abs(bends[k + 1]));
    if (!Number.isFinite(change) || change <= expected + 1e-6 * (1 + Math.abs(slopes[k]))) continue;
    let [a, b, before, after] = [xs[k], xs[k + 1], slopes[k], slopes[k + 1]];
    for (let i = 0; i < 40; i += 1) {
      const middle = 0.5 * (a + b);
      const between = f.slope(middle);
      if (Math.abs(between - before) >= Math.abs(after - between)) [b, after] = [middle, between];
      else [a, before] = [middle, between];
    }
    if (!(Math.abs(after - before) > 1e-5 * (1 + Math.abs(before)))) continue;
    const last = found.at(-1);
    if (last && a - last.x < 1e-6 * (xs.at(-1) - xs[0])) last.after = after;
    else found.push({ x: b === xs[k + 1] ? b : a === xs[k] ? a : 0.5 * (a + b), before, after });
  }
  return found;
}

function lows(xs, values, known, f) {
  const found = [];
  for (const k of tops(values.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : -value)))) {
    if (!known[k]) return { lows: [], bottomless: xs[k] };
    const [a, b] = [Math.max(k - 1, 0), Math.min(k + 1, xs.length - 1)];
    const deep = values[k] - 100 * (1 + Math.abs(values[k]));
    let [low, high] = [xs[a], xs[b]];
    if (!(f.slope(low) <= 0 && f.slope(high) >= 0)) {
      const isAtEdge = !(known[a] && known[b]) || a === k || b === k;
      const falls = [a, b]
        .filter((i) => !known[i])
        .map((i) => xs[i])
        .filter((at) => f.value(at + 1e-9 * (xs[k] - at)) < deep);
      if (falls.length || !isAtEdge) return { lows: [], bottomless: falls[0] ?? xs[k] };
      found.push({ x: xs[k], value: values[k], inside: false });
      continue;
    }
    for (let i = 0; i < 80; i += 1) {
      const middle = 0.5 * (low + high);
      const slope = f.slope(middle);
      if (slope === 0) [low, high] = [middle, middle];
      else if (slope < 0) low = middle;
      else high = middle;
    }
    const x = 0.5 * (low + high);
    const value = f.value(x);
    if (!(value >= deep)) return { lows: [], bottomless: x };
    found.push({ x, value, inside: true });
  }
  return { lows: found.sort((a, b) => a.value - b.value), bottomless: null };
}

const finite = (bend) => (Number.isFinite(bend) ? Math.abs(bend) : Number.POSITIVE_INFINITY);

/**
 * What is seen of a compiled function on [low, high]: `undefined`, pairs of first and last points where it is no finite
 * number; `kinks`, {x, before, after}; the largest |f″|, `L`, at `LAt`, and the least f″, `least`, at `leastAt`; `lows`,
 * {x, value, inside}, the lowest first; `bottomless`, where it falls without an end, or null.
 */
export function survey(f, low, high) {
  const xs = Float64Array.from({ length: POINTS }, (_, k) => low + ((high - low) * k) / (POINTS - 1));
  const values = f.values(xs);
  const slopes = xs.map((x) => f.slope(x));
  const bends = xs.map((x) => f.curvature(x));
  const known = Array.from(values, Number.isFinite);
  const sizes = bends.map((bend, k) => (known[k] ? finite(bend) : Number.NEGATIVE_INFINITY));
  let [L, LAt] = highest(xs, sizes, (x) => finite(f.curvature(x)));
  const seen = sizes.filter(Number.isFinite);
  if (L > 100 * (seen.length ? Math.max(...seen) : Number.POSITIVE_INFINITY)) L = Number.POSITIVE_INFINITY;
  const falling = bends.map((bend, k) => (known[k] && Number.isFinite(bend) ? -bend : Number.NEGATIVE_INFINITY));
  let [lowest, leastAt] = highest(xs, falling, (x) => -f.curvature(x));
  if (!known.includes(true)) [L, lowest] = [Number.NaN, Number.NaN];
  return {
    low,
    high,
    undefined: spans(xs, known),
    kinks: kinks(xs, slopes, bends, f),
    L,
    LAt,
    least: -lowest + 0,
    leastAt,
    ...lows(xs, values, known, f),
  };
}

/** Whether nothing that was seen speaks against f being L-smooth. */
export const isSmooth = ({ kinks, undefined: missing, L }) => !kinks.length && !missing.length && Number.isFinite(L);

/** Whether nothing that was seen speaks against f being convex. */
export function isConvex({ kinks, undefined: missing, L, least }) {
  const room = 1e-9 * Math.max(1, Math.abs(least), Number.isFinite(L) ? L : 1);
  return kinks.every(({ before, after }) => before < after) && !missing.length && least >= -room;
}

/** The lowest point, of equally low ones the one nearest to a place; null if there is none. */
export function lowest({ lows, bottomless }, near) {
  if (bottomless !== null || !lows.length) return null;
  const least = Math.min(...lows.map(({ value }) => value));
  const same = lows.filter(({ value }) => value <= least + 1e-9 * (1 + Math.abs(least)));
  return same.reduce((best, each) => (Math.abs(each.x - near) < Math.abs(best.x - near) ? each : best));
}
