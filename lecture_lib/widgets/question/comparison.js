// Whether two formulas are equal: they are if they agree at random points of their domain. The Python twin is
// lecture_lib/questions/comparison.py.
import { evaluateFormula } from "../formula/formula.js";
import { prettyName } from "../formula/notation.js";
import { formatNumber } from "../shared/numbers.js";
import { Mulberry32 } from "../shared/random.js";

const POINTS = 24;
/** Numbers in which a reader can check a difference, tried before any others. */
const READABLE = [1, 2, 0.5, 3, -1, 0.1, 1.5, 4, -2, 0.25, 5, 10];

const mapped = (table, change) =>
  Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, change(entry)]));
const times = (make) => Array.from({ length: POINTS }, make);

/** The points at which formulas are compared; `domain` has a pair of ends for each name. */
function points(domain, seed) {
  const rng = new Mulberry32(seed);
  return times(() => mapped(domain, ([low, high]) => low + (high - low) * rng.random()));
}

/** Points of round numbers, for those who want to check one. */
function readable(domain, seed) {
  const rng = new Mulberry32(seed);
  const inside = mapped(domain, ([low, high]) => READABLE.filter((x) => low <= x && x <= high));
  if (Object.values(inside).some((numbers) => !numbers.length)) return [];
  return times(() => mapped(inside, (numbers) => numbers[rng.integers(numbers.length)]));
}

/** Whether two formulas have the same value at a point, up to rounding, or both have none. */
function agree(a, b, point) {
  const [x, y] = [a, b].map((formula) => evaluateFormula(formula, point));
  if (!(Number.isFinite(x.value) && Number.isFinite(y.value))) {
    return Number.isFinite(x.value) === Number.isFinite(y.value);
  }
  const room = 1e-9 * Math.max(Math.abs(x.value), Math.abs(y.value)) + 1e-13 * Math.max(x.size, y.size);
  return Math.abs(x.value - y.value) <= room;
}

/** Whether two formulas agree at all points; `given` are numbers that are not compared over. */
export const equal = (a, b, domain, seed, given = {}) =>
  points(domain, seed).every((point) => agree(a, b, { ...point, ...given }));

const place = (point) =>
  `At ${Object.entries(point)
    .map(([name, x]) => `${prettyName(name)} = ${formatNumber(x)}`)
    .join(", ")}:`;

function words(formula, point) {
  const { value } = evaluateFormula(formula, point);
  return Number.isFinite(value) ? formatNumber(value) : "no number";
}

/** A sentence that names a point at which two formulas differ, of round numbers if it can, and what they give there. */
export function difference(typed, right, domain, seed, given) {
  const apart = [...readable(domain, seed), ...points(domain, seed)].filter(
    (point) => !agree(typed, right, { ...point, ...given }),
  );
  for (const point of apart) {
    const [yours, ours] = [typed, right].map((formula) => words(formula, { ...point, ...given }));
    if (yours !== ours) return `${place(point)} yours gives ${yours}, the right one ${ours}.`;
  }
  return `${place(apart[0])} yours differs a little from the right one.`;
}
