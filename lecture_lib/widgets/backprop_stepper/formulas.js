// What nodes are called, and their operations as formulas.

import {
  ATOM,
  constantPiece,
  formatNumber,
  NUMERIC,
  numberPiece,
  PRETTY,
  prettyName,
  prettyNumber,
  writeOperation,
} from "../formula/notation.js";

const hasDefinitions = ({ nodes }) => nodes.slice(0, -1).some(({ op, name }) => op !== "leaf" && name !== null);

/**
 * One name for each node, or null. Constants have none. In an expression without definitions each unnamed
 * operation is called v1, v2, ... in the order of evaluation; names that the reader took are left out.
 */
export function nodeNames(expression) {
  const { nodes } = expression;
  const automatic = !hasDefinitions(expression);
  const taken = new Set(nodes.map(({ name }) => name));
  let count = 0;
  return nodes.map(({ op, name }) => {
    if (name !== null || op === "const" || !automatic) return name;
    do count += 1;
    while (taken.has(`v${count}`));
    return `v${count}`;
  });
}

const takenNames = ({ nodes }) => new Set(nodes.map(({ name }) => name));

const known = new WeakMap();

/** The piece that stands for each node in a formula: its name, else its number or its operation written out. */
export function nodePieces(expression) {
  if (!known.has(expression)) known.set(expression, writeNodes(expression));
  return known.get(expression);
}

function writeNodes(expression) {
  const names = nodeNames(expression);
  const taken = takenNames(expression);
  const pieces = [];
  expression.nodes.forEach(({ op, args, value }, i) => {
    if (names[i] !== null) pieces.push([prettyName(names[i]), ATOM]);
    else if (op === "const") pieces.push(constantPiece(value, prettyNumber, taken));
    else
      pieces.push(
        writeOperation(
          PRETTY,
          op,
          args.map((arg) => pieces[arg]),
        ),
      );
  });
  return pieces;
}

/** What a node is called in text: w₃, net₂, v₁; a constant's number; w₃x₃ where a node has no name. */
export function displayName(expression, node) {
  return nodePieces(expression)[node][0];
}

/** A node's name, or its formula in parentheses, as it stands after a ∂. */
export function quantity(expression, node) {
  const name = displayName(expression, node);
  return /^\p{L}+[₀-₉]*$/u.test(name) ? name : `(${name})`;
}

/** ∂f/∂x₃ of a node. */
export const gradientName = (expression, node) =>
  `∂${quantity(expression, expression.nodes.length - 1)}/∂${quantity(expression, node)}`;

/** A factor of a product; what is negative or a sum stands in brackets. */
export const held = (text) => (text.startsWith("−") || / [+−] /.test(text) ? `(${text})` : text);

/** The operation of a node in symbols: w₃x₃ + w₄x₄. A leaf or a constant is its own. */
export function formula(expression, node) {
  const { op, args } = expression.nodes[node];
  const pieces = nodePieces(expression);
  return (
    args.length
      ? writeOperation(
          PRETTY,
          op,
          args.map((arg) => pieces[arg]),
        )
      : pieces[node]
  )[0];
}

/** The line of a forward step: net₂ = w₃x₃ + w₄x₄ = 0.5 × 2 + 1 × (−1.5) = −0.5. */
export function formulaText({ expression, values }, node) {
  const names = nodeNames(expression);
  const write = (i) => {
    const { op, args, value } = expression.nodes[i];
    if (op === "const") return constantPiece(value, prettyNumber, takenNames(expression));
    if (!args.length || (names[i] !== null && i !== node)) return numberPiece(formatNumber(values[i]));
    return writeOperation(NUMERIC, op, args.map(write));
  };
  return equalities([
    displayName(expression, node),
    formula(expression, node),
    write(node)[0],
    formatNumber(values[node]),
  ]);
}

/** Sides joined by "="; a side that only repeats the one before is left out. */
export function equalities(sides) {
  return sides.filter((side, i) => side !== sides[i - 1]).join(" = ");
}
