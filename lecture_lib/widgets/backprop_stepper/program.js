// Programs of the expression language: definitions, and the result on the last line. The Python twin is
// lecture_lib/expression/program.py.

import { FUNCTIONS } from "../formula/functions.js";
import { Parser } from "../formula/grammar.js";
import { tokenize } from "../formula/tokens.js";

class Program extends Parser {
  // program: statements ended by ";" or a new line; the last one is the result.
  program() {
    let bare = null;
    let last = null;
    while (this.token.kind !== "end") {
      if (this.accept(";")) continue;
      if (bare) this.fail("only the last line may go without a name; write name = ... here", bare);
      last = this.token;
      bare = this.statement() ? null : last;
    }
    if (!last) this.fail("the expression is empty; write for example x1 - x2");
    if (bare) this.nameResult(bare);
    for (const [name, { node, column, defined, used }] of this.names) {
      if (defined && !used && node !== this.nodes.length - 1) {
        this.fail(`${name} is defined, but the result on the last line does not use it`, { column });
      }
    }
    if (!this.nodes.some(({ op }) => op === "leaf")) {
      this.fail("the expression has no variable; use at least one name such as x1", last);
    }
    return this.nodes;
  }

  // statement: [name "="] sum
  statement() {
    const start = this.token;
    const named = start.kind === "name" && this.tokens[this.position + 1].kind === "=";
    if (named) this.position += 2;
    if (named && FUNCTIONS.has(start.value)) {
      this.fail(`${start.typed} is a function; a definition needs another name`, start);
    }
    if (named && this.names.get(start.value)?.defined) {
      this.fail(`${start.value} is defined twice; every name has one definition`, start);
    }
    const first = this.token;
    const node = this.sum();
    if (this.token.kind !== ";" && this.token.kind !== "end") this.refuse();
    if (this.nodes[node].op === "leaf" || this.nodes[node].op === "const" || this.nodes[node].name !== null) {
      this.fail("an operation is needed here, as in x1 - x2; a name or a number alone is none", first);
    }
    if (named) this.define(start, node);
    return named;
  }

  define(start, node) {
    const name = start.value;
    const leaf = this.names.get(name);
    if (leaf && leaf.column > start.column) this.fail(`${name} is used in its own definition`, leaf);
    if (leaf) this.fail(`${name} is used before it is defined here; definitions come first`, start);
    this.names.set(name, { node, column: start.column, defined: true, used: false });
    this.nodes[node].name = name;
  }

  nameResult(start) {
    const taken = this.names.get("f");
    if (taken)
      this.fail("f is the name of the result; use another name here, or name the result, as in y = ...", taken);
    this.nodes[this.nodes.length - 1].name = "f";
    this.names.set("f", { node: this.nodes.length - 1, column: start.column, defined: true, used: false });
  }
}

/** Text -> nodes {op, args, name, value} in the order of evaluation, the output last. Throws ExpressionError. */
export function parseNodes(text) {
  if (typeof text !== "string") throw new TypeError("an expression is a text such as 'x1 - x2'");
  return new Program(tokenize(text)).program();
}
