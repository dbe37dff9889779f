// What of a question is drawn: its numbers, and the order in which choices and items stand. The Python twin is
// lecture_lib/questions/draws.py.
import { evaluateFormula, greek, parseFormula } from "../formula/formula.js";
import { formatNumber } from "../shared/numbers.js";
import { Mulberry32 } from "../shared/random.js";

/** What names the options of a choice and the items of an order, as they stand. */
export const LETTERS = "abcdefg";

const DRAWN = /⟪([^⟪⟫]*)⟫/g;

/** The seed of a question: the FNV-1a hash of chapter/id, 32 bits. */
export function seedOf(key) {
  let seed = 2166136261;
  for (const sign of key) seed = Math.imul(seed ^ sign.codePointAt(0), 16777619) >>> 0;
  return seed;
}

/** How many draws of its numbers there are; 1 if they do not vary. */
export const count = ({ vary = {} }) => Object.values(vary).reduce((total, options) => total * options.length, 1);

/** The numbers of a draw by name. Draw 0 has the first of each list; the others come in random order. */
export function numbers(question, key, draw) {
  const total = count(question);
  const number = draw % total;
  let place = number && new Mulberry32(seedOf(key)).permutation(total - 1)[number - 1] + 1;
  const drawn = {};
  // By name: a saved state may have its names in another order than the file. As the digits of a number, the last name changes fastest.
  for (const name of Object.keys(question.vary ?? {})
    .sort()
    .reverse()) {
    const options = question.vary[name];
    drawn[name] = options[place % options.length];
    place = Math.floor(place / options.length);
  }
  return drawn;
}

/** What belongs to names in the order of the names, with Greek letters as such. */
export const byGreek = (table) =>
  Object.fromEntries(
    Object.keys(table)
      .sort()
      .map((name) => [greek(name), table[name]]),
  );

/** The value of an expression over the drawn names, or of a number as it stands. */
export function value(expression, drawn) {
  if (typeof expression === "number") return expression;
  return evaluateFormula(parseFormula(expression, Object.keys(drawn)), byGreek(drawn)).value;
}

/** A text, or the pieces of one, with the numbers of a draw in it. */
export function filled(text, drawn) {
  if (Array.isArray(text)) return text.map((part) => filled(part, drawn));
  if (typeof text !== "string") return text;
  return text.replace(DRAWN, (_, expression) => formatNumber(value(expression, drawn)));
}

/** All right orders of the items, the one of the book first. */
export const rightOrders = ({ items, accept }) => [items.map((_, i) => i), ...accept];

/** Which option or item stands in each place when the question is asked. */
export function shownOrder(question, key) {
  const size = (question.options ?? question.items ?? []).length;
  if (question.kind === "choice" && question.keep_order) return Array.from({ length: size }, (_, i) => i);
  const rng = new Mulberry32(seedOf(key));
  let order = rng.permutation(size);
  while (question.kind === "order" && rightOrders(question).some((right) => same(right, order))) {
    order = rng.permutation(size);
  }
  return order;
}

/** Whether two lists hold the same. */
export const same = (a, b) => a.join() === b.join();
