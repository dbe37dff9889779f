// Names, numbers and formulas as text. The Python twin is lecture_lib/expression/notation.py: same functions, same strings.
import { constantOf, sign, spelling } from "./functions.js";
import { superscript } from "../shared/numbers.js";

export { formatNumber, superscript } from "../shared/numbers.js";

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// A piece of a formula is [text, level]; the level says how tightly the text holds together.
export const SUM = 1;
export const PRODUCT = 2;
export const NEGATIVE = 3;
export const POWER = 4;
export const ATOM = 5;

/** The name as the lecture prints it: "w3" -> "w₃". */
export function prettyName(name) {
  return name.replace(/[0-9]/g, (digit) => SUBSCRIPTS[digit]);
}

/** The plain digits of subscripts: "₁₂" -> "12". */
export function fromSubscript(text) {
  return text.replace(/[₀-₉]/g, (digit) => SUBSCRIPTS.indexOf(digit));
}

/** The plain digits of a raised integer: "⁻¹²" -> "-12". */
export function fromSuperscript(text) {
  return text.replace("⁻", "-").replace(/[⁰¹²³⁴-⁹]/g, (digit) => SUPERSCRIPTS.indexOf(digit));
}

/** Every digit of a number, in plain text that the parser reads back. */
export function exactNumber(x) {
  return Object.is(x, -0) ? "-0" : String(x);
}

/** Every digit of a number, for readers: −0.5, 1.5×10⁻⁷. */
export function prettyNumber(x) {
  const [mantissa, exponent] = exactNumber(x).replace(/^-/, "−").split("e");
  return exponent ? `${mantissa}×10${superscript(exponent)}` : mantissa;
}

/** The piece for a number that is written so. */
export function numberPiece(text) {
  return [text, /^[-−]/.test(text) ? NEGATIVE : text.includes("×") ? PRODUCT : ATOM];
}

const NONE = new Set();

/** The piece for an exact number: its name in plain text, its sign for readers, if it has one that is not taken. */
export function constantPiece(x, write, taken = NONE) {
  const constant = constantOf(x, taken);
  if (!constant) return numberPiece(write(x));
  return [write === exactNumber ? constant.name : constant.sign, ATOM];
}

const group = ([text, level], needed) => (level < needed ? `(${text})` : text);
const list = (args) => args.map(([text]) => text).join(", ");

// A minus sign never follows another sign directly: such an operand stands in parentheses.
const later = ([text, level], needed) => (text.startsWith("−") ? `(${text})` : group([text, level], needed));

/** Joins pieces into formulas for readers: x₁ − σ(w₃x₃). */
export const PRETTY = {
  sum: (parts) => [parts.map((part, i) => (i ? later(part, PRODUCT) : group(part, SUM))).join(" + "), SUM],
  minus: (a, b) => [`${group(a, SUM)} − ${later(b, PRODUCT)}`, SUM],
  times(a, b) {
    const left = group(a, PRODUCT);
    const right = later(b, NEGATIVE);
    // No sign where the factors cannot be taken for one name, one number, a call or a quotient.
    const ends = /^[^/^×]*[0-9₀-₉⁰¹²³⁴-⁹)]$/.test(left);
    const begins = right.startsWith("(") ? !/[₀-₉]$/.test(left) : /^[^0-9.[∞|]/.test(right);
    return [left + (ends && begins ? "" : " × ") + right, PRODUCT];
  },
  over: (a, b) => [`${group(a, PRODUCT)}/${later(b, POWER)}`, PRODUCT],
  negative: (a) => [`−${later(a, NEGATIVE)}`, NEGATIVE],
  power(a, b) {
    const raised = /^−?[0-9]+$/.test(b[0]) ? superscript(b[0]) : `^${later(b, NEGATIVE)}`;
    return [group(a, ATOM) + raised, POWER];
  },
  /** @type {(op: string, args: [string, number][]) => [string, number]} */
  call: (op, args) => [sign(op) === "|" ? `|${list(args)}|` : `${sign(op)}(${list(args)})`, ATOM],
};

/** The same with numbers in the place of names: every product has its sign. */
export const NUMERIC = {
  ...PRETTY,
  times: (a, b) => [`${group(a, PRODUCT)} × ${later(b, NEGATIVE)}`, PRODUCT],
  over: (a, b) => [`${group(a, PRODUCT)} / ${later(b, POWER)}`, PRODUCT],
};

/** Joins pieces into plain text that the parser reads back: x1 - sigmoid(w3*x3). */
export const PLAIN = {
  sum: (parts) => [parts.map((part, i) => group(part, i ? PRODUCT : SUM)).join(" + "), SUM],
  minus: (a, b) => [`${group(a, SUM)} - ${group(b, PRODUCT)}`, SUM],
  times: (a, b) => [`${group(a, PRODUCT)}*${group(b, NEGATIVE)}`, PRODUCT],
  over: (a, b) => [`${group(a, PRODUCT)}/${group(b, NEGATIVE)}`, PRODUCT],
  // -(2) is the negative of the number 2; -2 is one number.
  negative: (a) => [`-${/^[0-9.]+(e.*)?$/.test(a[0]) ? `(${a[0]})` : group(a, NEGATIVE)}`, NEGATIVE],
  power: (a, b) => [`${group(a, ATOM)}^${group(b, NEGATIVE)}`, POWER],
  call: (op, args) => [`${spelling(op)}(${list(args)})`, ATOM],
};

/** One operation, written in a style with the pieces of its operands. */
export function writeOperation(style, op, args) {
  switch (op) {
    case "add":
      return style.sum(args);
    case "sub":
      return style.minus(...args);
    case "mul":
      return style.times(...args);
    case "div":
      return style.over(...args);
    case "pow":
      return style.power(...args);
    case "neg":
      return style.negative(...args);
    default:
      return style.call(op, args);
  }
}
