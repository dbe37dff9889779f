// Texts of a question as elements: strings, and elements [tag, attributes, ...children], of which the attributes may
// be left out.
import { h } from "../shared/element.js";

/** @param {any[]} piece */
function element([tag, ...rest]) {
  const [first] = rest;
  const hasOwn = first && typeof first === "object" && !Array.isArray(first);
  return h(tag, hasOwn ? first : null, ...pieces(hasOwn ? rest.slice(1) : rest));
}

/** The pieces of a text, to stand side by side. */
export const pieces = (text) => text.map((piece) => (Array.isArray(piece) ? element(piece) : piece));
