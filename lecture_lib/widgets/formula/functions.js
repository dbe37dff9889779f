// The functions and constants of expressions, from the table that both languages read; what its entries mean is said in
// lecture_lib/expression/functions.py, the Python twin.
import TABLE from "../../expression/functions.json";

const spelled = (table, found) =>
  new Map(
    Object.entries(table).flatMap(([name, entry]) => entry.spellings.map((spelling) => [spelling, found(name, entry)])),
  );

/** What may be typed: the operation that it is. */
export const FUNCTIONS = spelled(TABLE.functions, (op) => op);

/** What may be typed: the number that it is. */
export const CONSTANTS = spelled(TABLE.constants, (name, { value }) => value);

const listed = Object.values(TABLE.functions).map(
  ({ spellings: [first, ...others] }) => first + others.map((other) => ` (or ${other})`).join(""),
);
export const FUNCTION_NAMES = `${listed.slice(0, -1).join(", ")} and ${listed.at(-1)}`;

const { functions } = TABLE;

/** How many arguments a function takes. */
export const arity = (op) => functions[op].arguments ?? 1;

/** How a function is typed, and how formulas and pictures write it. */
export const spelling = (op) => functions[op].spellings[0];
export const sign = (op) => functions[op].sign ?? spelling(op);
export const nodeSigns = Object.fromEntries(Object.keys(functions).map((op) => [op, functions[op].node ?? sign(op)]));

/** What is said of a function's derivative: {derivative}, an expression of a, or {symbol}, of a and b; else neither. */
export const rule = (op) => functions[op];

/** The constant that a number is, {name, sign}, unless the expression calls something else so; else null. */
export function constantOf(value, taken) {
  for (const [name, entry] of Object.entries(TABLE.constants)) {
    if (entry.value === value && !taken.has(name)) return { name, sign: entry.sign };
  }
  return null;
}

/** A question about a name that looks like a function or a constant but is none; null for any other name. */
export function meant(name) {
  if (FUNCTIONS.has(name) || CONSTANTS.has(name) || /\P{ASCII}/u.test(name)) return null;
  const lower = name.toLowerCase();
  const isKnown = FUNCTIONS.has(lower) || CONSTANTS.has(lower);
  if (!isKnown && !Object.hasOwn(TABLE.meant, lower)) return null;
  const near = isKnown ? lower : TABLE.meant[lower];
  if (near === null) return `Did you mean a function? ${name} is none of those known here: ${FUNCTION_NAMES}.`;
  return `Did you mean the ${FUNCTIONS.has(near) ? "function" : "constant"} ${near}?`;
}
