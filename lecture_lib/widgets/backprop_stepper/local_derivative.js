// The derivative of a node by one of its operands, in symbols: σ′(net₂), x₃, −x₁/x₂².

import { rule } from "../formula/functions.js";
import { ATOM, formatNumber, NEGATIVE, numberPiece, PRETTY, writeOperation } from "../formula/notation.js";
import { parseNodes } from "./program.js";
import { pullBack } from "../formula/vjps.js";

export const ONE = ["1", ATOM];
const TWO = ["2", ATOM];
export const MINUS_ONE = ["−1", NEGATIVE];

/** The derivative of a node by its operand at `position`, in symbols; `local` is its value. */
export function localSymbol({ nodes }, node, position, pieces, local) {
  const { op, args } = nodes[node];
  const [a, b] = args.map((arg) => pieces[arg]);
  switch (op) {
    case "add":
      return ONE;
    case "sub":
      return position === 0 ? ONE : MINUS_ONE;
    case "neg":
      return MINUS_ONE;
    case "mul":
      return position === 0 ? b : a;
    case "div":
      return position === 0 ? PRETTY.over(ONE, b) : PRETTY.over(PRETTY.negative(a), PRETTY.power(b, TWO));
    case "pow":
      return position === 0 ? baseSymbol(nodes[args[1]], a, b) : exponentSymbol(nodes[args[0]], a, b);
    case "maximum":
    case "minimum":
      return largerSymbol(op, ...(position === 0 ? [a, b] : [b, a]), local);
    default:
      return ruleSymbol(op, a);
  }
}

// What the table says of a function of one operand; else σ′(a), tanh′(a).
function ruleSymbol(op, a) {
  const { derivative, symbol } = rule(op);
  if (derivative) return write(parseNodes(derivative), a);
  if (symbol) return filled(symbol, a);
  return [PRETTY.call(op, [a])[0].replace("(", "′("), ATOM];
}

/** An expression of the one variable a, with a piece in its place. */
function write(nodes, a) {
  const pieces = [];
  for (const { op, args, value } of nodes) {
    if (op === "leaf") pieces.push(a);
    else if (op === "const") pieces.push(numberPiece(formatNumber(value)));
    else
      pieces.push(
        writeOperation(
          PRETTY,
          op,
          args.map((arg) => pieces[arg]),
        ),
      );
  }
  return pieces.at(-1);
}

// b a^(b-1)
function baseSymbol({ op, value }, a, b) {
  if (op !== "const") return PRETTY.times(b, PRETTY.power(a, PRETTY.minus(b, ONE)));
  if (value === 0 || value === 1) return numberPiece(String(value));
  const rest = value === 2 ? a : PRETTY.power(a, numberPiece(formatNumber(value - 1)));
  return value === -1 ? PRETTY.negative(rest) : PRETTY.times(b, rest);
}

// a^b log(a), where log(e) = 1
function exponentSymbol({ value }, a, b) {
  const power = PRETTY.power(a, b);
  return value === Math.E ? power : PRETTY.times(power, PRETTY.call("log", [a]));
}

// Where both operands of max or min are equal, each has half.
function largerSymbol(op, own, other, local) {
  return local === 0.5 ? ["½", ATOM] : filled(rule(op).symbol, own, other);
}

/** A symbol of the table with pieces in the places of its letters a and b. */
function filled(symbol, a, b) {
  const texts = { a: a[0], b: b?.[0] };
  return [symbol.replace(/\b[ab]\b/g, (letter) => texts[letter]), ATOM];
}

/** The derivative of a node by one of its operands: {symbol, value}. Several edges to the same operand are added. */
export function edgeDerivative({ expression, values, pieces }, node, operand) {
  const { args } = expression.nodes[node];
  const symbols = [];
  let value = null;
  args.forEach((arg, position) => {
    if (arg !== operand) return;
    const local = pullBack(expression.nodes[node], position, 1, values[node], values);
    symbols.push(localSymbol(expression, node, position, pieces, local));
    value = value === null ? local : value + local;
  });
  return { symbol: addSymbols(symbols), value };
}

function addSymbols(symbols) {
  const [first] = symbols;
  if (symbols.length === 1) return first;
  if (symbols.some(([text]) => text !== first[0])) return PRETTY.sum(symbols);
  const count = numberPiece(String(symbols.length));
  return first[0] === "1" ? count : PRETTY.times(count, first);
}
