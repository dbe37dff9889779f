// Text -> the graph of an expression. The Python twin is lecture_lib/expression/expression.py.

import { ATOM, constantPiece, exactNumber, PLAIN, writeOperation } from "../formula/notation.js";
import { parseNodes } from "./program.js";

export { formatNumber, prettyName } from "../formula/notation.js";
export { ExpressionError } from "../formula/tokens.js";

/**
 * Text -> {nodes, leaves, text}: the graph in the order of evaluation, the output last; the names of the leaves in the
 * order of their first appearance. A node is {op, args, name, value}; `args` are indices of earlier nodes; `name` is the
 * leaf's, or the reader's name for the result of an operation, else null. Throws ExpressionError.
 */
export function parse(text) {
  const nodes = parseNodes(text);
  return { nodes, leaves: nodes.filter(({ op }) => op === "leaf").map(({ name }) => name), text };
}

/** The canonical text of an expression; it parses to the same expression. */
export function canonicalText({ nodes }) {
  const taken = new Set(nodes.map(({ name }) => name));
  const pieces = [];
  const lines = [];
  for (const { op, args, name, value } of nodes) {
    if (op === "leaf") pieces.push([name, ATOM]);
    else if (op === "const") pieces.push(constantPiece(value, exactNumber, taken));
    else {
      const piece = writeOperation(
        PLAIN,
        op,
        args.map((arg) => pieces[arg]),
      );
      pieces.push(name === null ? piece : [name, ATOM]);
      if (name !== null) lines.push(`${name} = ${piece[0]}`);
    }
  }
  return lines.length > 1 ? lines.join("; ") : lines[0].replace(/^f = /, "");
}
