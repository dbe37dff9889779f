// The text of a function of given names: definitions, and what they lead to. The Python twin is
// lecture_lib/expression/function_parser.py, where the grammar is written down.
import { FormulaParser, greek } from "./formula.js";
import { FUNCTIONS } from "./functions.js";
import { prettyName } from "./notation.js";
import { tokenize } from "./tokens.js";

class FunctionParser extends FormulaParser {
  function() {
    while (this.accept(";"));
    if (this.token.kind === "end") this.fail("nothing is written yet");
    for (;;) {
      const start = this.token;
      const named = this.head();
      const node = this.sum();
      if (this.token.kind !== ";" && this.token.kind !== "end") this.refuse();
      while (this.accept(";"));
      if (this.token.kind === "end") {
        this.checkUsed(node);
        return { nodes: this.nodes, result: node };
      }
      if (!named) this.fail("only the last line may go without a name; write name = ... here", start);
      this.define(named, node);
    }
  }

  // What stands before a sum is stepped over; the name that is defined there, if any.
  head() {
    const start = this.token;
    const shape = `name ( ${this.allowed.map(() => "name").join(" , ")} ) =`.split(" ");
    const ahead = this.tokens.slice(this.position, this.position + Math.max(2, shape.length));
    if (shape.every((kind, i) => ahead[i]?.kind === kind)) {
      if (this.allowed.every((name, i) => greek(ahead[2 + 2 * i].value) === name)) this.position += shape.length;
      return null;
    }
    if (start.kind !== "name" || ahead[1].kind !== "=") return null;
    const named = { ...start, value: greek(start.value) };
    if (this.allowed.includes(named.value)) {
      this.fail(`${start.typed} is a variable; a definition needs another name`, start);
    }
    this.checkNew(named);
    this.position += 2;
    return named;
  }

  question(name, typed) {
    for (const known of FUNCTIONS.keys()) {
      const rest = name.startsWith(known) ? name.slice(known.length) : null;
      if (this.allowed.includes(rest) && !/\P{ASCII}/u.test(known))
        return `Did you mean ${known}(${prettyName(rest)})?`;
    }
    return super.question(name, typed);
  }

  otherwise() {
    return `not known here: the function is one of ${this.allowed.map(prettyName).join(" and ")}`;
  }
}

/** The formula {nodes, result} of the function of these variables that a text is. Throws ExpressionError. */
export function parseFunction(text, names) {
  return new FunctionParser(tokenize(text), names).function();
}
