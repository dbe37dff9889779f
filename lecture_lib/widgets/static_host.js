// Gives the widgets of a static page a model of their own, where there is no kernel.
// It is a classic script, so that it also works in a page opened from a folder.
(() => {
  "use strict";

  /** The part of the anywidget front-end contract that a view may rely on. */
  class Model {
    constructor(state) {
      this.state = { ...state };
      this.listeners = new Map();
      this.changed = new Set();
    }
    get(name) {
      return this.state[name];
    }
    set(name, value) {
      if (!(name in this.state)) throw new Error(`this widget has no trait called "${name}"`);
      this.state[name] = value;
      this.changed.add(name);
    }
    on(event, listener) {
      this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
    }
    off(event, listener) {
      this.listeners.set(
        event,
        (this.listeners.get(event) ?? []).filter((l) => l !== listener),
      );
    }
    save_changes() {
      const names = [...this.changed];
      this.changed.clear();
      for (const event of [...names.map((name) => `change:${name}`), "change"]) {
        for (const listener of this.listeners.get(event) ?? []) listener();
      }
    }
    send() {
      throw new Error("there is no Python behind this page to send a message to");
    }
  }

  // Where the widgets' scripts stand, of which a page loads some when they are needed.
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;

  // What is loaded for it, in this order.
  const SHARED = ["LectureShared.js", "LectureFormulas.js", "Share.js"];
  const ARROW = "M8 10V2M5 4.5L8 1.5l3 3M3 7v7h10V7";

  /** The button above a widget that opens what there is to share of it; its script is loaded when it is pressed first. */
  function addShare(element) {
    const strip = element.querySelector(".lw-strip");
    if (!strip || !(here || globalThis.Share)) return;
    const button = document.createElement("button");
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const named = {
      type: "button",
      title: "Share: address, code, picture",
      "aria-label": "Share",
      "aria-haspopup": "dialog",
      "data-lm-suppress-shortcuts": "true", // as element.js has it on all that takes keys
    };
    for (const [name, value] of Object.entries(named)) button.setAttribute(name, value);
    const size = { viewBox: "0 0 16 16", width: "14", height: "14", "aria-hidden": "true" };
    for (const [name, value] of Object.entries(size)) drawn.setAttribute(name, value);
    path.setAttribute("d", ARROW);
    drawn.append(path);
    button.append(drawn);
    button.addEventListener("click", async () => {
      await Promise.all(SHARED.map(load));
      globalThis.Share.open(element, button);
    });
    strip.append(button);
  }

  function revive(element) {
    const widget = globalThis[element.dataset.host];
    if (!widget) {
      const notice = document.createElement("p");
      notice.textContent = `The widget ${element.dataset.host} works only in a live notebook; its script is not here.`;
      element.replaceChildren(notice);
      return;
    }
    const model = new Model(JSON.parse(element.dataset.state));
    element.replaceChildren();
    element.dispose = widget.default.render({ model, el: element });
    element.model = model;
    addShare(element);
    element.dataset.alive = String(Math.round(performance.now()));
    element.dispatchEvent(new CustomEvent("lecture:alive", { bubbles: true }));
  }

  const loading = new Map();

  /** Loads a script that defines a global of its file's name, once for all widgets that need it. */
  function load(file) {
    if (globalThis[file.slice(0, -".js".length)]) return Promise.resolve();
    if (!loading.has(file)) {
      // As those of the page itself, scripts run in the order in which they were asked for.
      const script = Object.assign(document.createElement("script"), {
        src: new URL(file + new URL(here).search, here).href,
        async: false,
        defer: true,
      });
      loading.set(file, new Promise((done) => Object.assign(script, { onload: done, onerror: done })));
      document.head.append(script);
    }
    return loading.get(file);
  }

  globalThis.lectureHost = { revive, load };

  // What is read long before it is used, as a question is, comes to life when a reader comes near, or when it is wanted.
  function bring(element) {
    near.unobserve(element);
    const { scripts, alive } = element.dataset;
    if (!alive) Promise.all(scripts.split(" ").map(load)).then(() => element.dataset.alive || revive(element));
  }
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) bring(target);
    },
    { rootMargin: "100%" },
  );
  document.addEventListener("lecture:wanted", ({ target }) => bring(target));

  const reviveAll = () => {
    for (const element of document.querySelectorAll(".lecture-widget[data-host]")) {
      const { scripts, host } = /** @type {HTMLElement} */ (element).dataset;
      if (scripts && !globalThis[host]) near.observe(element);
      else revive(element);
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", reviveAll);
  else reviveAll();
})();
