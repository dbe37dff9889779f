// Programs of the expression language: definitions, and the result on the last line. The Python twin is
// lecture_lib/expression/program.py.

import { Definitions } from "../formula/definitions.js";
import { tokenize } from "../formula/tokens.js";

class Program extends Definitions {
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
    this.checkUsed(this.nodes.length - 1);
    if (!this.nodes.some(({ op }) => op === "leaf")) {
      this.fail("the expression has no variable; use at least one name such as x1", last);
    }
    return this.nodes;
  }

  // statement: [name "="] sum
  statement() {
    const start = this.token;
    const named = start.kind === "name" && this.tokens[this.position + 1].kind === "=";
    if (named) {
      this.position += 2;
      this.checkNew(start);
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

  nameResult(start) {
    const taken = this.names.get("f");
    if (taken)
      this.fail("f is the name of the result; use another name here, or name the result, as in y = ...", taken);
    this.nameNode(this.nodes.length - 1, "f", start.column);
  }
}

/** Text -> nodes {op, args, name, value} in the order of evaluation, the output last. Throws ExpressionError. */
export function parseNodes(text) {
  if (typeof text !== "string") throw new TypeError("an expression is a text such as 'x1 - x2'");
  return new Program(tokenize(text)).program();
}
