// Typed formulas, once on a page for all widgets that take some: `make bundles` makes the global LectureFormulas of it.
export * from "./compiled.js";
export * from "./definitions.js";
export * from "./field.js";
export * from "./formula.js";
export * from "./function.js";
export * from "./functions.js";
export * from "./grammar.js";
export * from "./interval.js";
export * from "./notation.js";
export * from "./survey.js";
export * from "./operations.js";
export * from "./tokens.js";
export * from "./vjps.js";
