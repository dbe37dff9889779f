// Typed formulas, once on a page for all widgets that take some: `make bundles` makes the global LectureFormulas of it.
export * from "./formula.js";
export * from "./functions.js";
export * from "./grammar.js";
export * from "./notation.js";
export * from "./operations.js";
export * from "./tokens.js";
