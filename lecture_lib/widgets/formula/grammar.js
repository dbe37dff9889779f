// The grammar of expressions: tokens -> nodes. The Python twin is lecture_lib/expression/grammar.py, where the grammar is written down.

import { arity, CONSTANTS, FUNCTION_NAMES, FUNCTIONS, meant } from "./functions.js";
import { ExpressionError } from "./tokens.js";

// With these, the canonical text of an expression never breaks the limits that the text itself kept.
export const MAX_NODES = 200;
export const MAX_OPERANDS = 400;
export const MAX_NESTING = 50;

const CONSTANT = -1; // in the place of a node: each use of a constant makes one of its own

const OPERAND = "a number, a name, a function or '('";

/** Reads one sum after another from the tokens, and adds their nodes to `nodes`. */
export class Parser {
  constructor(tokens) {
    this.tokens = tokens;
    this.position = 0;
    this.nesting = 0;
    this.nodes = [];
    this.operands = 0;
    this.names = new Map(); // name -> {node, column, defined, used}
  }

  get token() {
    return this.tokens[this.position];
  }

  fail(message, { column } = this.token) {
    throw new ExpressionError(column, message);
  }

  accept(kind) {
    if (this.token.kind !== kind) return false;
    this.position += 1;
    return true;
  }

  emit(op, args = [], value = null) {
    this.operands += args.length;
    if (this.nodes.length === MAX_NODES || this.operands > MAX_OPERANDS) {
      this.fail(`the expression is too large; at most ${MAX_NODES} nodes with ${MAX_OPERANDS} operands are allowed`);
    }
    this.nodes.push({ op, args, name: null, value });
    return this.nodes.length - 1;
  }

  // sum: product (("+" | "-") product)*; a run of additions is one node.
  sum() {
    let left = this.product();
    for (;;) {
      if (this.token.kind === "+") {
        const operands = [...this.summands(left)];
        while (this.accept("+")) operands.push(...this.summands(this.product()));
        left = this.emit("add", operands);
      } else if (this.accept("-")) {
        left = this.emit("sub", [left, this.product()]);
      } else {
        return left;
      }
    }
  }

  // An unnamed sum is always the newest node: it is taken apart, and its operands join the longer sum.
  summands(node) {
    const { op, args, name } = this.nodes[node];
    if (op !== "add" || name !== null) return [node];
    this.nodes.pop();
    this.operands -= args.length;
    return args;
  }

  // product: unary (("*" | "/") unary | power)*
  product() {
    let left = this.unary();
    let divided = false;
    for (;;) {
      const { kind, typed } = this.token;
      if (kind === "*" || kind === "/") {
        this.position += 1;
        left = this.emit(kind === "*" ? "mul" : "div", [left, this.unary()]);
        divided = kind === "/";
      } else if (kind === "number") {
        this.fail(
          `the number ${typed} cannot follow without a sign; write * or another sign before it, or put it first`,
        );
      } else if (kind === "name" || kind === "(") {
        if (divided) this.fail("a product without a sign after '/' has two readings; write * or parentheses");
        left = this.emit("mul", [left, this.power()]);
      } else {
        return left;
      }
    }
  }

  // unary: ("-" | "+") unary | power; a minus sign and a number are one number, unless a power follows.
  unary() {
    this.enter();
    let node;
    if (this.accept("-")) {
      const { kind, value } = this.token;
      const next = this.tokens[this.position + 1]?.kind;
      if (kind === "number" && next !== "^" && next !== "raised") {
        this.position += 1;
        node = this.emit("const", [], -value);
      } else {
        node = this.emit("neg", [this.unary()]);
      }
    } else {
      node = this.accept("+") ? this.unary() : this.power();
    }
    this.nesting -= 1;
    return node;
  }

  enter() {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) this.fail(`the nesting is too deep; at most ${MAX_NESTING} levels are allowed`);
  }

  // power: atom ["^" unary | raised digits]
  power() {
    const base = this.atom();
    const { kind, value } = this.token;
    if (this.accept("^")) return this.emit("pow", [base, this.unary()]);
    if (kind !== "raised") return base;
    this.enter();
    this.position += 1;
    const node = this.emit("pow", [base, this.emit("const", [], value)]);
    this.nesting -= 1;
    if (this.token.kind === "^" || this.token.kind === "raised") {
      this.fail("a power of a power has two readings; write parentheses");
    }
    return node;
  }

  // atom: number | name | function "(" sum ("," sum)* ")" | "(" sum ")"
  atom() {
    const start = this.token;
    if (this.accept("number")) return this.emit("const", [], start.value);
    if (this.accept("(")) {
      const node = this.sum();
      this.close(start);
      return node;
    }
    if (this.accept("name")) return FUNCTIONS.has(start.value) ? this.call(start) : this.variable(start);
    if (start.kind === "end" || start.kind === ";") this.fail(`${OPERAND} is missing before the end of the line`);
    return this.fail(`${OPERAND} is expected here, not '${start.typed}'`);
  }

  call(start) {
    const open = this.token;
    if (!this.accept("(")) this.fail(`${start.typed} is a function; write ${start.typed}(...)`, start);
    const args = [this.sum()];
    while (this.accept(",")) args.push(this.sum());
    this.close(open);
    const op = FUNCTIONS.get(start.value);
    if (args.length !== arity(op)) {
      const takes = arity(op) === 1 ? "1 argument" : `${arity(op)} arguments`;
      this.fail(`${start.typed} takes ${takes}, not ${args.length}`, start);
    }
    return this.emit(op, args);
  }

  variable(start) {
    const name = start.value;
    const known = this.names.get(name);
    if (!known && !CONSTANTS.has(name)) {
      const question = meant(name);
      if (question) this.fail(`${question} A variable needs another name, such as x1`, start);
    }
    if (this.token.kind === "(") {
      this.fail(
        `${start.typed} is no function; the functions are ${FUNCTION_NAMES}; ` +
          `for a product write ${start.typed}*(...)`,
        start,
      );
    }
    if (!known) {
      const node = CONSTANTS.has(name) ? CONSTANT : this.emit("leaf");
      if (node !== CONSTANT) this.nodes[node].name = name;
      this.names.set(name, { node, column: start.column, defined: false, used: true });
    } else if (known.node !== CONSTANT) known.used = true;
    const { node } = this.names.get(name);
    return node === CONSTANT ? this.emit("const", [], CONSTANTS.get(name)) : node;
  }

  close(open) {
    if (this.accept(")")) return;
    const { kind } = this.token;
    if (kind === "end" || kind === ";") this.fail(`')' is missing for the '(' at column ${open.column}`);
    this.refuse();
  }

  refuse() {
    const { kind, typed } = this.token;
    if (kind === ")") this.fail("')' has no '(' before it");
    if (kind === ",")
      this.fail("',' stands only between the two arguments of max or min; decimals have a " + "point, as in 0.5");
    if (kind === "=") this.fail("'=' stands only after the name that begins a definition, as in x2 = x3 + x4");
    this.fail(`'${typed}' is not expected here`);
  }
}
