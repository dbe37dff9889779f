// Rows of numbers that a reader gives: what a widget's traits.json tells of them, and what is wrong with some.

const own = (x) => String(x).replace("-", "−");

/** What is wrong with a number of the column `k`; null if nothing is. */
export function wrongNumber(value, { columns, bounds }, k) {
  const [low, high] = bounds[k];
  if (value >= low && value <= high) return null;
  return `${columns[k]} must be a number from ${own(low)} to ${own(high)}`;
}

/**
 * Why there cannot be these rows, as a sentence; null if there can. Each number is right by itself.
 *
 * @param {number[][]} rows
 * @param {{ columns: string[], rows: number[], differ?: number }} told
 */
export function wrongRows(rows, { columns, rows: [least, most], differ = 0 }) {
  if (rows.length < least) return `At least ${least} rows are needed; here is ${rows.length === 1 ? "one" : "none"}.`;
  if (rows.length > most) return `At most ${most} rows have room here, not ${rows.length}.`;
  const first = rows.map(([x]) => x);
  if (Math.max(...first) - Math.min(...first) >= differ) return null;
  return `The numbers of ${columns[0]} must differ by at least ${own(differ)}: without that, every slope fits as well.`;
}

/** Rows as text, a line each, its numbers parted by tabs. */
export const rowsAsText = (rows) => rows.map((row) => row.join("\t")).join("\n");
