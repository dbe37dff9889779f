// What a widget's Share button opens, and what makes a page of its own of a widget. A page loads it when it needs it.
import { arranged } from "./picture.js";

export { read, written } from "./link.js";
export { begin } from "./page.js";
export { open } from "./panel.js";
export { known } from "./widgets.js";
export const math = { arranged };
