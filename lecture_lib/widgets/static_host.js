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
    element.dataset.alive = String(Math.round(performance.now()));
  }

  globalThis.reviveLectureWidget = revive;
  const reviveAll = () => document.querySelectorAll(".lecture-widget[data-host]").forEach(revive);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", reviveAll);
  else reviveAll();
})();
