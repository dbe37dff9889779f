// The curves of a function of one's own: where they break, and the range in which they are shown.
import { kinksOf } from "./kinks.js";

/** Of the sorted numbers the part left out at either end: a pole must not make all else flat. */
const TAIL = 0.02;
/** Points with a gap where they leap over all that is shown, as at a pole. */
const broken = (points, /** @type {number[]} */ [low, high]) =>
  points.flatMap((point, i) => {
    const [before, y] = [points[i - 1]?.[1], point[1]];
    const leaps = (before < low && y > high) || (before > high && y < low);
    return leaps ? [[point[0], Number.NaN], point] : [point];
  });

/** The points of f and of f′, with a corner at each kink, and the kinks [place, slope on its left, on its right]. */
export function curvesOf(f, samples) {
  const kinks = kinksOf(f, samples);
  const places = [...new Set([...samples, ...kinks.map(({ a }) => a)])].sort((a, b) => a - b);
  const slopes = places.flatMap((a) => {
    const kink = kinks.find((one) => one.a === a);
    if (!kink) return f.atKink(a) ? [] : [[a, f.slope(a)]];
    return [
      [a, kink.left],
      [a, Number.NaN],
      [a, kink.right],
    ];
  });
  const values = places.map((a) => [a, f.value(a)]);
  const { domain } = rangeOf({ values, slopes });
  const jumps = kinks.map(({ a, left, right }) => [a, left, right]);
  return { values: broken(values, domain), slopes: broken(slopes, domain), jumps };
}

/** The y axis that holds nearly all of both curves, and 0. */
export function rangeOf({ values, slopes }) {
  const numbers = [...values, ...slopes].map(([, y]) => y).filter(Number.isFinite);
  const sorted = numbers.sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor(TAIL * sorted.length)] ?? 0,
    sorted.at(-1 - Math.floor(TAIL * sorted.length)) ?? 0,
  ];
  const [from, to] = [Math.min(0, low), Math.max(0, high)];
  const span = to - from || 1;
  return { domain: /** @type {[number, number]} */ ([from - 0.1 * span, to + 0.12 * span]) };
}
