// The derivative of a node by one of its operands, in symbols: σ′(net₂), x₃, −x₁/x₂². The Python twin is
// lecture_lib/expression/local_derivative.py.

import { ATOM, formatNumber, NEGATIVE, numberPiece, PRETTY } from "./notation.js";
import { pullBack } from "./vjps.js";

export const ONE = ["1", ATOM];
const TWO = ["2", ATOM];
export const MINUS_ONE = ["−1", NEGATIVE];

/** The derivative of a node by its operand at `position`, in symbols; `local` is its value. */
export function localSymbol({ nodes }, node, position, pieces, local) {
  const { op, args } = nodes[node];
  const [a, b] = args.map((arg) => pieces[arg]);
  switch (op) {
    case "add": return ONE;
    case "sub": return position === 0 ? ONE : MINUS_ONE;
    case "neg": return MINUS_ONE;
    case "mul": return position === 0 ? b : a;
    case "div": return position === 0 ? PRETTY.over(ONE, b) : PRETTY.over(PRETTY.negative(a), PRETTY.power(b, TWO));
    case "pow": return position === 0 ? baseSymbol(nodes[args[1]], a, b)
      : PRETTY.times(PRETTY.power(a, b), PRETTY.call("log", [a]));
    case "log": return PRETTY.over(ONE, a);
    case "sqrt": return PRETTY.over(ONE, PRETTY.times(TWO, PRETTY.call("sqrt", [a])));
    case "relu": return [`[${a[0]} > 0]`, ATOM];
    case "maximum": return largerSymbol(...(position === 0 ? [a, b] : [b, a]), local);
    case "softplus": return PRETTY.call("sigmoid", [a]);
    case "exp": return PRETTY.call("exp", [a]);
    default: return [PRETTY.call(op, [a])[0].replace("(", "′("), ATOM]; // σ′(a), tanh′(a)
  }
}

// b a^(b-1)
function baseSymbol({ op, value }, a, b) {
  if (op !== "const") return PRETTY.times(b, PRETTY.power(a, PRETTY.minus(b, ONE)));
  if (value === 0 || value === 1) return numberPiece(String(value));
  const rest = value === 2 ? a : PRETTY.power(a, numberPiece(formatNumber(value - 1)));
  return value === -1 ? PRETTY.negative(rest) : PRETTY.times(b, rest);
}

// Where both operands of max are equal, each has half.
function largerSymbol(own, other, local) {
  return [local === 0.5 ? "½" : `[${own[0]} > ${other[0]}]`, ATOM];
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
