// The chain rule at a node, in symbols and in numbers.

import { displayName, equalities, nodeNames, nodePieces } from "./formulas.js";
import { edgeDerivative, localSymbol, MINUS_ONE, ONE } from "./local_derivative.js";
import { ATOM, formatNumber, numberPiece, PRETTY, PRODUCT, SUM } from "../formula/notation.js";

/** Up to this many paths are written out from the output to the node. */
export const MAX_PATHS = 4;

// ---- products

function productText(pieces, isFirst = true) {
  const hold = ([text, level], i) =>
    (level === SUM && pieces.length > 1) || (text.startsWith("−") && (i > 0 || !isFirst)) ? `(${text})` : text;
  return pieces.map(hold).join(" × ");
}

// The product in symbols: ones are left out, minus ones become a sign.
function multiplySymbols(symbols) {
  const kept = symbols.filter(([text]) => text !== "1" && text !== "−1");
  const isNegative = symbols.filter(([text]) => text === "−1").length % 2 === 1;
  if (!kept.length) return isNegative ? MINUS_ONE : ONE;
  const product = kept.length === 1 ? kept[0] : [productText(kept), PRODUCT];
  return isNegative ? PRETTY.negative(product) : product;
}

// ---- paths

function countPaths({ nodes }, start, end) {
  const paths = nodes.map(() => 0);
  paths[start] = 1;
  for (let i = start; i > end; i -= 1) for (const arg of new Set(nodes[i].args)) paths[arg] += paths[i];
  return paths[end];
}

// The nodes that use this one, in the order in which they pass gradients back.
const consumers = ({ nodes }, node) =>
  nodes
    .map((_, i) => i)
    .filter((i) => nodes[i].args.includes(node))
    .reverse();

// All paths [output, ..., node], in the order in which their contributions reach the node.
function findPaths(expression, node) {
  if (node === expression.nodes.length - 1) return [[node]];
  return consumers(expression, node).flatMap((consumer) =>
    findPaths(expression, consumer).map((path) => [...path, node]),
  );
}

// The stretches of a path that make one factor each. Unnamed nodes are merged into a factor as long as there is no other
// way between its two ends; otherwise it would look like the sum over all ways.
function cutPath(expression, path, names) {
  const stretches = [];
  let start = 0;
  for (let end = 1; end < path.length; end += 1) {
    if (
      end === path.length - 1 ||
      names[path[end]] !== null ||
      countPaths(expression, path[start], path[end + 1]) > 1
    ) {
      stretches.push(path.slice(start, end + 1));
      start = end;
    }
  }
  return stretches;
}

// ---- terms

function makeFactor({ pieces }, numerator, denominator, symbol, value) {
  const quantity = ([text, level]) => (level === ATOM ? text : `(${text})`);
  const fraction = `∂${quantity(pieces[numerator])}/∂${quantity(pieces[denominator])}`;
  const piece = symbol ?? [fraction, ATOM];
  return { numerator, denominator, fraction, symbol: piece[0], value, piece };
}

function stretchFactor(context, stretch) {
  const edges = stretch.slice(1).map((operand, i) => edgeDerivative(context, stretch[i], operand));
  const value = edges.map((edge) => edge.value).reduce((a, b) => a * b);
  return makeFactor(context, stretch[0], stretch.at(-1), multiplySymbols(edges.map(({ symbol }) => symbol)), value);
}

// With many paths, only the last links: ∂f/∂consumer · ∂consumer/∂node for each node that uses this one.
function localTerm(context, node, consumer) {
  const last = context.expression.nodes.length - 1;
  const link = stretchFactor(context, [consumer, node]);
  return consumer === last ? [link] : [makeFactor(context, last, consumer, null, context.gradients[consumer]), link];
}

const known = new WeakMap();

// The terms at a node, found once for a trace: a reader goes to and fro.
function chainTerms(trace, node) {
  if (!known.has(trace)) known.set(trace, new Map());
  const terms = known.get(trace);
  if (!terms.has(node)) terms.set(node, findTerms(trace, node));
  return terms.get(node);
}

function findTerms(trace, node) {
  const { expression, gradients } = trace;
  if (gradients[node] === null) {
    throw new RangeError(`${displayName(expression, node)} depends on no variable, so it has no gradient`);
  }
  const last = expression.nodes.length - 1;
  if (node === last) return [[]];
  const context = { ...trace, pieces: nodePieces(expression) };
  if (countPaths(expression, last, node) > MAX_PATHS) {
    return consumers(expression, node).map((consumer) => localTerm(context, node, consumer));
  }
  const names = nodeNames(expression);
  return findPaths(expression, node).map((path) =>
    cutPath(expression, path, names).map((stretch) => stretchFactor(context, stretch)),
  );
}

const withoutPiece = ({ piece, ...factor }) => factor;

/** The one factor of a backward step, its local derivative: {numerator, denominator, fraction, symbol, value}. */
export function edgeFactor({ expression }, { node, operand, position, local }) {
  const pieces = nodePieces(expression);
  const symbol = localSymbol(expression, node, position, pieces, local);
  return withoutPiece(makeFactor({ pieces }, node, operand, symbol, local));
}

/**
 * The chain rule at a node: one term for each path from the output, each a list of factors
 * {numerator, denominator, fraction, symbol, value}: two nodes, "∂x₂/∂net₂", "σ′(net₂)", 0.1966. The products of the
 * values add up to the gradient. At the output itself the product is empty.
 */
export function chain(trace, node) {
  return chainTerms(trace, node).map((factors) => factors.map(withoutPiece));
}

/**
 * The chain-rule line: ∂f/∂w₃ = ∂f/∂x₂ · ∂x₂/∂w₃ = −1 × x₃ = −1 × 2 = −2. Where the output uses the node itself besides
 * other paths, the sum is the total derivative, and is written so: df/dy = ∂f/∂y + ∂f/∂a · ∂a/∂y.
 */
export function chainText(trace, node) {
  const { expression, gradients } = trace;
  const last = expression.nodes.length - 1;
  const left = makeFactor({ pieces: nodePieces(expression) }, last, node, null, null).fraction;
  const terms = chainTerms(trace, node);
  if (node === last) return `${left} = 1`;
  const write = (piece) => terms.map((factors, i) => productText(factors.map(piece), i === 0)).join(" + ");
  const fractions = terms.map((factors) => factors.map(({ fraction }) => fraction).join(" · "));
  const isTotal = fractions.length > 1 && fractions.includes(left); // of which one term is ∂f/∂y
  return equalities([
    isTotal ? left.replaceAll("∂", "d") : left,
    fractions.join(" + "),
    write(({ piece }) => piece),
    write(({ value }) => numberPiece(formatNumber(value))),
    formatNumber(gradients[node]),
  ]);
}
