// What a page holds once for all its widgets: `make bundles` makes the global LectureShared of it. A module that is
// not named here is bundled with each widget that imports it.
export * from "./activations.js";
export * from "./cached.js";
export * from "./controls.js";
export * from "./element.js";
export * from "./fields.js";
export * from "./handle.js";
export * from "./living.js";
export * from "./mathml.js";
export * from "./mount.js";
export * from "./numbers.js";
export * from "./plot.js";
export * from "./random.js";
export * from "./scrolling.js";
export * from "./remembering.js";
export * from "./steady.js";
export { render } from "preact";
export * from "./watching.js";
