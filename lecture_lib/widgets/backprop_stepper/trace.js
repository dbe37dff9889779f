// A graph -> the forward and backward steps that a reader walks through. The Python twin is lecture_lib/trace.py with
// chain_rule.py; there the numbers come from the engine's own table, and tests hold the two together.

import {
  ATOM, NEGATIVE, PRODUCT, SUM, exactNumber, formatNumber, numberPiece, numeric, pretty, prettyName, writeOperation,
} from "./notation.js";

const sigmoid = (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const sigmoidDerivative = (x) => {
  const e = Math.exp(-Math.abs(x));
  return e / (1 + e) ** 2;
};
const tanhDerivative = (x) => {
  const e = Math.exp(-Math.abs(x));
  return ((2 * e) / (1 + e * e)) ** 2;
};
// IEEE: 1 to any power and (−1) to an infinite one are 1; JavaScript alone says NaN.
const power = (a, p) => (a === 1 || (a === -1 && Math.abs(p) === Infinity) ? 1 : a ** p);

// op: [value of the operands, (output, operands) -> the derivative with respect to each operand]
const OPS = {
  add: [(...v) => v.reduce((a, b) => a + b), (out, ...v) => v.map(() => 1)],
  sub: [(a, b) => a - b, () => [1, -1]],
  mul: [(a, b) => a * b, (out, a, b) => [b, a]],
  div: [(a, b) => a / b, (out, a, b) => [1 / b, -out / b]],
  neg: [(a) => -a, () => [-1]],
  pow: [power, (out, a, p) => [
    p === 0 ? 0 : p * power(a, p - 1),
    a === 0 && p >= 0 ? 0 : out * Math.log(a),
  ]],
  exp: [Math.exp, (out) => [out]],
  log: [Math.log, (out, a) => [1 / a]],
  sqrt: [Math.sqrt, (out) => [0.5 / out]],
  relu: [(a) => Math.max(a, 0), (out, a) => [Number.isNaN(a) ? NaN : Number(a > 0)]],
  sigmoid: [sigmoid, (out, a) => [sigmoidDerivative(a)]],
  tanh: [Math.tanh, (out, a) => [tanhDerivative(a)]],
  softplus: [(a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))), (out, a) => [sigmoid(a)]],
  maximum: [Math.max, (out, a, b) => (a === b ? [0.5, 0.5] : [Number(!(a < b)), Number(!(b < a))])],
};

function checkValues({ leaves }, values) {
  const given = Object.keys(values);
  const allowed = leaves.join(", ");
  for (const name of given) {
    if (!leaves.includes(name)) throw new RangeError(`${name} is no variable of the expression; its variables are ${allowed}`);
  }
  for (const name of leaves) {
    if (!given.includes(name)) throw new RangeError(`the value of ${name} is missing; values are needed for ${allowed}`);
    if (typeof values[name] !== "number") throw new TypeError(`the value of ${name} is not a number`);
  }
}

/** The value of every node; `values` has one number for each leaf: {x1: 3, ...}. */
export function evaluate(expression, values) {
  checkValues(expression, values);
  const result = [];
  for (const { op, args, name, value } of expression.nodes) {
    if (op === "leaf") result.push(values[name]);
    else if (op === "const") result.push(value);
    else result.push(OPS[op][0](...args.map((arg) => result[arg])));
  }
  return result;
}

function locals({ op, args }, node, values) {
  return OPS[op][1](values[node], ...args.map((arg) => values[arg]));
}

/**
 * {expression, values, gradients, steps}: all steps of the forward and the backward pass.
 * A step is {kind, node, operand, position, upstream, local, contribution, total, branch, branches}, kind "forward", "seed" or
 * "backward"; `operand` is a node, `position` its place among the node's operands; `total` is the gradient at the operand
 * after this contribution, which is number `branch` of `branches`. What a kind has no use for is null.
 */
export function trace(expression, values) {
  const { nodes } = expression;
  const last = nodes.length - 1;
  const nodeValues = evaluate(expression, values);
  const gradients = nodes.map(() => null);
  const reached = nodes.map(() => 0);
  const active = [];
  for (const { op, args } of nodes) active.push(op === "leaf" || args.some((arg) => active[arg]));
  const branches = nodes.map(() => 0);
  for (const { args } of nodes) for (const arg of args) branches[arg] += 1;

  const step = (kind, node, rest) => ({
    kind, node, operand: null, position: null, upstream: null, local: null, contribution: null, total: null,
    branch: null, branches: null, ...rest,
  });
  const steps = [];
  nodes.forEach(({ args }, node) => {
    if (args.length) steps.push(step("forward", node));
  });
  gradients[last] = 1;
  steps.push(step("seed", last, { contribution: 1, total: 1 }));
  for (let node = last; node >= 0; node -= 1) {
    if (!active[node] || !nodes[node].args.length) continue;
    const upstream = gradients[node];
    const derivatives = locals(nodes[node], node, nodeValues);
    nodes[node].args.forEach((operand, position) => {
      if (!active[operand]) return;
      const local = derivatives[position];
      const contribution = upstream * local;
      reached[operand] += 1;
      const total = gradients[operand] === null ? contribution : gradients[operand] + contribution;
      gradients[operand] = total;
      steps.push(step("backward", node, {
        operand, position, upstream, local, contribution, total, branch: reached[operand], branches: branches[operand],
      }));
    });
  }
  return { expression, values: nodeValues, gradients, steps };
}

/** Central difference of the output by one leaf, with h = cbrt(eps) max(1, |x|). */
export function finiteDifference(expression, values, leaf) {
  checkValues(expression, values);
  if (!expression.leaves.includes(leaf)) {
    throw new RangeError(`${leaf} is no variable of the expression; its variables are ${expression.leaves.join(", ")}`);
  }
  const x = values[leaf];
  const h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(x));
  const at = (point) => evaluate(expression, { ...values, [leaf]: point }).at(-1);
  return (at(x + h) - at(x - h)) / (x + h - (x - h));
}

// ---- names and formulas

const hasDefinitions = ({ nodes }) => nodes.slice(0, -1).some(({ op, name }) => op !== "leaf" && name !== null);

/**
 * One name for each node, or null. Constants have none. In an expression without definitions each unnamed
 * operation is called v1, v2, ... in the order of evaluation (names that the reader took are left out).
 */
export function nodeNames(expression) {
  const { nodes } = expression;
  const automatic = !hasDefinitions(expression);
  const taken = new Set(nodes.map(({ name }) => name));
  let count = 0;
  return nodes.map(({ op, name }) => {
    if (name !== null || op === "const" || !automatic) return name;
    do count += 1; while (taken.has(`v${count}`));
    return `v${count}`;
  });
}

// The piece that stands for each node in a formula: its name, else its number or its operation written out.
function nodePieces(expression) {
  const names = nodeNames(expression);
  const pieces = [];
  expression.nodes.forEach(({ op, args, value }, i) => {
    if (names[i] !== null) pieces.push([prettyName(names[i]), ATOM]);
    else if (op === "const") pieces.push(numberPiece(exactNumber(value).replace("-", "−")));
    else pieces.push(writeOperation(pretty, op, args.map((arg) => pieces[arg])));
  });
  return pieces;
}

/** What a node is called in text: w₃, net₂, v₁; the number of a constant; w₃x₃ where a node has no name. */
export function displayName(expression, node) {
  return nodePieces(expression)[node][0];
}

/** The operation of a node in symbols: w₃x₃ + w₄x₄. */
export function formula(expression, node) {
  const { op, args } = expression.nodes[node];
  const pieces = nodePieces(expression);
  return args.length ? writeOperation(pretty, op, args.map((arg) => pieces[arg]))[0] : pieces[node][0];
}

/** The line of a forward step: net₂ = w₃x₃ + w₄x₄ = 0.5 × 2 + (−1) × 3 = −2. */
export function formulaText({ expression, values }, node) {
  const names = nodeNames(expression);
  const shown = formatNumber(values[node]);
  const write = (i, top) => {
    const { op, args, value } = expression.nodes[i];
    if (op === "const") return numberPiece(exactNumber(value).replace("-", "−"));
    if (!args.length || (names[i] !== null && !top)) return numberPiece(formatNumber(values[i]));
    return writeOperation(numeric, op, args.map((arg) => write(arg, false)));
  };
  return joinSides([displayName(expression, node), formula(expression, node), write(node, true)[0], shown]);
}

function joinSides(sides) {
  return sides.filter((side, i) => side !== sides[i - 1]).join(" = ");
}

// ---- the chain rule

/** Up to this many paths are written out from the output to the node. */
export const MAX_PATHS = 4;

const ONE = ["1", ATOM];
const MINUS_ONE = ["−1", NEGATIVE];

// The derivative of a node by its operand at `position`, in symbols.
function localSymbol({ nodes }, node, position, pieces, local) {
  const { op, args } = nodes[node];
  const [a, b] = args.map((arg) => pieces[arg]);
  switch (op) {
    case "add": return ONE;
    case "sub": return position ? MINUS_ONE : ONE;
    case "neg": return MINUS_ONE;
    case "mul": return position ? a : b;
    case "div": return position ? pretty.over(pretty.negative(a), pretty.power(b, ["2", ATOM])) : pretty.over(ONE, b);
    case "pow": return position ? pretty.times(pretty.power(a, b), pretty.call("log", [a])) : powerSymbol(nodes[args[1]], a, b);
    case "log": return pretty.over(ONE, a);
    case "sqrt": return pretty.over(ONE, pretty.times(["2", ATOM], pretty.call("sqrt", [a])));
    case "relu": return [`[${a[0]} > 0]`, ATOM];
    case "maximum": return local === 0.5 ? ["½", ATOM] : [position ? `[${b[0]} > ${a[0]}]` : `[${a[0]} > ${b[0]}]`, ATOM];
    case "softplus": return pretty.call("sigmoid", [a]);
    case "exp": return pretty.call("exp", [a]);
    default: return [pretty.call(op, [a])[0].replace("(", "′("), ATOM]; // σ′(a), tanh′(a)
  }
}

function powerSymbol(exponent, a, p) {
  if (exponent.op !== "const") return pretty.times(p, pretty.power(a, pretty.minus(p, ONE)));
  const { value } = exponent;
  if (value === 0 || value === 1) return [String(value), ATOM];
  const rest = value === 2 ? a : pretty.power(a, numberPiece(formatNumber(value - 1)));
  return value === -1 ? pretty.negative(rest) : pretty.times(p, rest);
}

// The derivative of a node by another that it uses, maybe more than once: the edges between the two are added.
function edgeDerivative(context, node, operand) {
  const { expression, values, pieces } = context;
  const derivatives = locals(expression.nodes[node], node, values);
  const symbols = [];
  let value = null;
  expression.nodes[node].args.forEach((arg, position) => {
    if (arg !== operand) return;
    symbols.push(localSymbol(expression, node, position, pieces, derivatives[position]));
    value = value === null ? derivatives[position] : value + derivatives[position];
  });
  const same = symbols.every(([text]) => text === symbols[0][0]);
  if (symbols.length === 1) return { symbol: symbols[0], value };
  if (!same) return { symbol: pretty.sum(symbols), value };
  const count = [String(symbols.length), ATOM];
  return { symbol: symbols[0][0] === "1" ? count : pretty.times(count, symbols[0]), value };
}

// Product of pieces: ones are left out, minus ones become a sign.
function multiply(symbols) {
  const kept = symbols.filter(([text]) => text !== "1" && text !== "−1");
  const negative = symbols.filter(([text]) => text === "−1").length % 2 === 1;
  if (!kept.length) return negative ? MINUS_ONE : ONE;
  const product = kept.length === 1 ? kept[0] : [productText(kept, true), PRODUCT];
  return negative ? pretty.negative(product) : product;
}

function productText(pieces, first) {
  const hold = ([text, level], i) => (
    (level === SUM && pieces.length > 1) || (text.startsWith("−") && (i > 0 || !first)) ? `(${text})` : text);
  return pieces.map(hold).join(" × ");
}

function countPaths({ nodes }, node) {
  const paths = nodes.map(() => 0);
  paths[nodes.length - 1] = 1;
  for (let i = nodes.length - 1; i > node; i -= 1) for (const arg of new Set(nodes[i].args)) paths[arg] += paths[i];
  return paths[node];
}

const consumers = ({ nodes }, node) => nodes.map((_, i) => i).filter((i) => nodes[i].args.includes(node)).reverse();

// All paths [output, ..., node], in the order in which their contributions reach the node.
function findPaths(expression, node) {
  if (node === expression.nodes.length - 1) return [[node]];
  return consumers(expression, node).flatMap((consumer) => findPaths(expression, consumer).map((path) => [...path, node]));
}

// Paths cut at the nodes that have names, so that unnamed nodes between two of them make one factor; not where two paths
// would then look the same, or where one of several would look like their sum.
function cutPaths(paths, names, node) {
  const cut = paths.map((path) => path.filter((i) => names[i] !== null || i === node));
  const keys = cut.map((path) => path.join());
  const unclear = (path, i) => path.length === 2 || keys.filter((key) => key === keys[i]).length > 1;
  return cut.map((path, i) => (paths.length > 1 && unclear(path, i) ? paths[i] : path));
}

function pathFactors(context, path, cut) {
  return cut.slice(1).map((denominator, k) => {
    const numerator = cut[k];
    const stretch = path.slice(path.indexOf(numerator), path.indexOf(denominator) + 1);
    const edges = stretch.slice(1).map((operand, i) => edgeDerivative(context, stretch[i], operand));
    const value = edges.map((edge) => edge.value).reduce((a, b) => a * b);
    return makeFactor(context, numerator, denominator, multiply(edges.map((edge) => edge.symbol)), value);
  });
}

function makeFactor({ pieces }, numerator, denominator, symbol, value) {
  const quantity = ([text, level]) => (level === ATOM ? text : `(${text})`);
  const fraction = `∂${quantity(pieces[numerator])}/∂${quantity(pieces[denominator])}`;
  return { numerator, denominator, fraction, symbol: symbol ? symbol[0] : fraction, value, piece: symbol ?? [fraction, ATOM] };
}

// With many paths, only the last links: one pair of factors for each node that uses this one.
function localFactors(context, node) {
  const { expression, gradients } = context;
  const last = expression.nodes.length - 1;
  return consumers(expression, node).map((consumer) => {
    const { symbol, value } = edgeDerivative(context, consumer, node);
    const link = makeFactor(context, consumer, node, symbol, value);
    return consumer === last ? [link] : [makeFactor(context, last, consumer, null, gradients[consumer]), link];
  });
}

function chainTerms(result, node) {
  const { expression, gradients } = result;
  if (gradients[node] === null) {
    throw new RangeError(`${displayName(expression, node)} does not depend on a variable, so it has no gradient`);
  }
  const context = { ...result, pieces: nodePieces(expression) };
  if (countPaths(expression, node) > MAX_PATHS) return localFactors(context, node);
  const paths = findPaths(expression, node);
  const cuts = cutPaths(paths, nodeNames(expression), node);
  return paths.map((path, i) => pathFactors(context, path, cuts[i]));
}

/** The one factor of a backward step, its local derivative: {numerator, denominator, fraction, symbol, value}. */
export function edgeFactor({ expression, values }, { node, operand, position, local }) {
  const pieces = nodePieces(expression);
  const { piece, ...factor } = makeFactor(
    { pieces }, node, operand, localSymbol(expression, node, position, pieces, local), local);
  return factor;
}

/**
 * The chain rule at a node: one term for each path from the output, each a list of factors
 * {numerator, denominator, fraction, symbol, value}: nodes, "∂x₂/∂net₂", "σ′(net₂)", 0.1966. The output has the empty product.
 */
export function chain(result, node) {
  return chainTerms(result, node).map((factors) => factors.map(({ piece, ...factor }) => factor));
}

/** The chain-rule line: ∂f/∂w₃ = ∂f/∂x₂ · ∂x₂/∂w₃ = −1 × x₃ = −1 × 2 = −2. */
export function chainText(result, node) {
  const { expression, gradients } = result;
  const pieces = nodePieces(expression);
  const last = expression.nodes.length - 1;
  const left = makeFactor({ pieces }, last, node, null, null).fraction;
  const shown = formatNumber(gradients[node]);
  if (node === last) return `${left} = ${shown}`;
  const terms = chainTerms(result, node);
  const addUp = (piece) => terms.map((factors, i) => productText(factors.map(piece), i === 0)).join(" + ");
  const fractions = terms.map((factors) => factors.map(({ fraction }) => fraction).join(" · ")).join(" + ");
  return joinSides([left, fractions, addUp(({ piece }) => piece), addUp(({ value }) => numberPiece(formatNumber(value))), shown]);
}
