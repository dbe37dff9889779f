// The page itself, made by linkedom, and the parts of its elements that linkedom lacks.
const view = Dom.parseHTML("<!doctype html><html><head></head><body></body></html>");
for (const name of ["Element", "Event", "CustomEvent", "Node", "HTMLElement", "SVGElement"])
  globalThis[name] = view[name];
globalThis.window = globalThis;
globalThis.document = view.document;
document.fullscreenEnabled = true;
document.currentScript = { src: "http://127.0.0.1/_static/widgets/static_host.js" };
globalThis.KeyboardEvent = class extends Event {
  constructor(type, { key, shiftKey = false, altKey = false, ctrlKey = false, metaKey = false, ...how } = {}) {
    super(type, how);
    Object.assign(this, { key, shiftKey, altKey, ctrlKey, metaKey });
  }
};
/** The numbers of a pointer are those of the picture: one unit is one pixel, and no picture is moved. */
globalThis.DOMPoint = class {
  constructor(x, y) {
    Object.assign(this, { x, y });
  }
  matrixTransform() {
    return this;
  }
};
globalThis.ResizeObserver = class {
  observe() {}
  disconnect() {}
};
globalThis.IntersectionObserver = globalThis.ResizeObserver;
globalThis.matchMedia = () => ({ matches: false, addEventListener() {}, removeEventListener() {} });
globalThis.getComputedStyle = () => ({ fontSize: "15px", getPropertyValue: () => "1" });

const listeners = [];
globalThis.addEventListener = (type, listener) => void listeners.push([type, listener]);
globalThis.removeEventListener = () => {};

// linkedom calls a listener with the element where the event began, browsers with the one that listens.
const { addEventListener: listen, removeEventListener: leave } = Element.prototype;
const bound = new WeakMap();
const boundTo = (element, listener) => {
  if (!bound.has(element)) bound.set(element, new Map());
  const own = bound.get(element);
  if (!own.has(listener)) own.set(listener, (event) => listener.call(element, event));
  return own.get(listener);
};
Element.prototype.addEventListener = function (type, listener, how) {
  listen.call(this, type, boundTo(this, listener), how);
};
Element.prototype.removeEventListener = function (type, listener, how) {
  leave.call(this, type, boundTo(this, listener), how);
};

// No element fills the screen here, and linkedom does not know the word.
const { closest } = Element.prototype;
Element.prototype.closest = function (selector) {
  return selector.includes(":fullscreen") ? null : closest.call(this, selector);
};

const define = (prototype, properties) =>
  Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(properties));
const made = (tag) => Object.getPrototypeOf(document.createElement(tag));
/** The width of the page on which the widgets stand. */
const page = { width: 1280 };
define(Element.prototype, {
  get clientWidth() {
    return page.width;
  },
  get scrollWidth() {
    return page.width;
  },
  getScreenCTM: () => ({ inverse: () => null }),
  getBoundingClientRect: () => ({
    left: 0,
    top: 0,
    right: page.width,
    bottom: 600,
    width: page.width,
    height: 600,
    x: 0,
    y: 0,
  }),
  setPointerCapture(id) {
    this.captured = id;
  },
  hasPointerCapture(id) {
    return this.captured === id;
  },
  get ownerSVGElement() {
    return this.closest("svg");
  },
  set ownerSVGElement(_) {},
  scrollTo() {},
  focus() {},
  blur() {},
  select() {},
});
define(made("input"), {
  validity: { badInput: false },
  get checked() {
    return this.isChecked ?? this.hasAttribute("checked");
  },
  set checked(is) {
    this.isChecked = Boolean(is);
    if (is) this.setAttribute("checked", "");
    else this.removeAttribute("checked");
  },
  get value() {
    return this.typed ?? this.getAttribute("value") ?? "";
  },
  set value(text) {
    this.typed = String(text);
    this.setAttribute("value", this.typed);
  },
});
define(made("select"), {
  get value() {
    return this.wanted;
  },
  set value(value) {
    this.wanted = value;
  },
  get selectedIndex() {
    return this.chosen ?? [...this.querySelectorAll("option")].findIndex((option) => option.hasAttribute("selected"));
  },
  set selectedIndex(i) {
    this.chosen = i;
  },
});

/** Press a key on an element: what listens on the window while an event comes down is asked first. */
globalThis.press = (element, key, how = {}) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...how });
  let stopped = false;
  event.stopImmediatePropagation = () => {
    stopped = true;
  };
  event.composedPath = () => [element];
  for (const [type, listener] of listeners) if (type === "keydown" && !stopped) listener(event);
  if (!stopped) element.dispatchEvent(event);
};
