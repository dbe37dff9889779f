// Names that a text gives to results: what programs and functions have in common. The Python twin is
// lecture_lib/expression/definitions.py.
import { FUNCTIONS } from "./functions.js";
import { Parser } from "./grammar.js";

/** Reads sums that have names, and later ones that use them. */
export class Definitions extends Parser {
  /** Refuses a name that cannot be defined. */
  checkNew(start) {
    if (FUNCTIONS.has(start.value)) {
      this.fail(`${start.typed} is a function; a definition needs another name`, start);
    }
    if (this.names.get(start.value)?.defined) {
      this.fail(`${start.value} is defined twice; every name has one definition`, start);
    }
  }

  /** Lets a name stand for a node from here on. */
  define(start, node) {
    const name = start.value;
    const leaf = this.names.get(name);
    if (leaf && leaf.column > start.column) this.fail(`${name} is used in its own definition`, leaf);
    if (leaf) this.fail(`${name} is used before it is defined here; definitions come first`, start);
    this.nameNode(node, name, start.column);
  }

  /** Gives a node a name, unless it is one itself, or has one, or is a number. */
  nameNode(node, name, column) {
    this.names.set(name, { node, column, defined: true, used: false });
    if (this.nodes[node].args.length && this.nodes[node].name === null) this.nodes[node].name = name;
  }

  /** Refuses a definition that the result does not need. */
  checkUsed(result) {
    for (const [name, { node, column, defined, used }] of this.names) {
      if (defined && !used && node !== result) {
        this.fail(`${name} is defined, but the result on the last line does not use it`, { column });
      }
    }
  }
}
