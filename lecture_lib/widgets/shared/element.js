// What every view makes its elements with: preact's `h`, and what an element needs besides on a strange page.
import { h as make } from "preact";

// JupyterLab takes the keys of an element in focus for itself, unless that very element says otherwise.
const OWN_KEYS = "data-lm-suppress-shortcuts";
const FOCUSED = new Set(["a", "button", "input", "select", "summary", "textarea"]);
/** What a translator must leave alone as a whole: it would put HTML where none is drawn. */
const DRAWN = new Set(["svg", "math"]);

const isBrowser = Boolean(globalThis.document);
// An empty text draws nothing, and a picture has no place for an element that would hold it.
const isText = (child) => (typeof child === "string" && child !== "") || typeof child === "number";
const isNothing = (child) => child === null || child === undefined || child === "" || typeof child === "boolean";

const texts = new WeakMap();

/**
 * Writes a text into its element. As a node of the view it would be lost to a translator, which puts elements of
 * its own in the place of a page's text nodes: what the view then wrote into its node, nobody would see.
 */
const written = (text) => (element) => {
  if (!element || texts.get(element) === text) return;
  texts.set(element, text);
  element.textContent = text;
};

const textOf = (children) => children.filter((child) => !isNothing(child)).join("");

function completed(type, props) {
  const isFocused = FOCUSED.has(type) || props?.tabindex !== undefined;
  const isKept = DRAWN.has(type) || props?.translate === "no";
  if (!isFocused && !isKept) return props;
  const all = { ...props };
  if (isFocused) all[OWN_KEYS] = "true";
  // Of an HTML element preact sets the property, which is a truth value.
  if (isKept) all.translate = isBrowser && !DRAWN.has(type) ? false : "no";
  return all;
}

/**
 * An element of a view, as preact's `h` makes it. An element holds texts, or elements: texts beside
 * elements, or in a list, get elements of their own. `translate: "no"` keeps numbers and formulas as they are.
 */
export function h(type, props, ...children) {
  if (typeof type !== "string") return make(type, props, ...children);
  const all = completed(type, props);
  if (children.length && children.every((child) => isText(child) || isNothing(child))) {
    const text = textOf(children);
    // By its key, what held elements before is not taken for it.
    return isBrowser
      ? make(type, { ...all, key: `${all?.key ?? ""} text`, ref: written(text) })
      : make(type, all, text);
  }
  const holder = type === "text" || type === "tspan" ? "tspan" : "span";
  const held = (child) => {
    if (isText(child)) return h(holder, null, child);
    return Array.isArray(child) && child.some(isText) ? child.map(held) : child;
  };
  return make(
    type,
    all,
    ...(children.some((child) => isText(child) || Array.isArray(child)) ? children.map(held) : children),
  );
}
