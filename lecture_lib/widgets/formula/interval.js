// What an interval may be: the Python twin is Interval of lecture_lib/widgets/traits.py.
import { formatNumber } from "../shared/numbers.js";

/** How far the ends of an interval are apart at least. */
export const NARROWEST = 0.1;

/** The interval that two texts are; or what is said of them, a text. */
export function readInterval(texts, [least, most]) {
  const [low, high] = texts.map((text) => (text.trim() === "" ? Number.NaN : Number(text)));
  const inside = (x) => x >= least && x <= most;
  if (!inside(low) || !inside(high)) {
    return `The interval needs two numbers from ${formatNumber(least)} to ${formatNumber(most)}.`;
  }
  if (!(high - low >= NARROWEST)) {
    return `The interval begins at least ${NARROWEST} below its end; now it is from ${formatNumber(low)} to ${formatNumber(high)}.`;
  }
  return [low + 0, high + 0];
}
