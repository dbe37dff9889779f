// A translator as those of Chrome and Edge: an object of functions of a widget's element.
({
  /** Put `<font><font>` in the place of every text node; what is marked as not to be translated too if `all`. */
  translate(element, all) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const parent = node.parentElement;
      if (!node.data.trim() || parent.tagName === "FONT" || (!all && parent.closest("[translate=no]"))) continue;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = node.data;
      outer.append(inner);
      node.replaceWith(outer);
    }
  },

  /** All that a widget says which is made now, in the state of this one. */
  async afresh(element) {
    const { state } = element.model;
    const model = { get: (key) => state[key], set() {}, save_changes() {}, on() {}, off() {} };
    const el = Object.assign(element.cloneNode(false), {
      style: `position: absolute; visibility: hidden; width: ${element.clientWidth}px`,
    });
    element.after(el);
    const dispose = globalThis[element.dataset.host].default.render({ model, el });
    await this.frames();
    const said = this.said(el);
    dispose();
    el.remove();
    return said;
  },

  async frames() {
    for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
  },

  said: (element) =>
    [...element.querySelectorAll("[data-widget] *")]
      .filter(
        (e) =>
          e.tagName !== "FONT" &&
          [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE || node.tagName === "FONT"),
      )
      .map((e) => e.textContent)
      .filter((text) => text.trim()),

  /** Use controls of every kind under the translator's hands; return where it then says something else than a new widget does. */
  async drive(element, all) {
    const wrong = [];
    const check = async (what) => {
      await this.frames();
      const [has, wanted] = [this.said(element), await this.afresh(element)];
      const at = Math.max(
        has.findIndex((text, i) => text !== wanted[i]),
        has.length < wanted.length ? has.length : -1,
      );
      if (at >= 0) wrong.push(`${what}: "${has[at]}" where a new one says "${wanted[at]}"`);
      this.translate(element, all);
    };
    const controls = () => [...element.querySelectorAll("[data-control]")];
    const find = (name, i) => controls().filter((e) => e.dataset.control === name)[i];
    const fire = (e, kind) => e.dispatchEvent(new Event(kind, { bubbles: true }));
    this.translate(element, all);
    const count = {};
    const plan = controls().map((e) => {
      const name = e.dataset.control;
      count[name] = (count[name] ?? -1) + 1;
      return [name, count[name]];
    });
    for (const [name, i] of plan) {
      const control = () => find(name, i);
      if (control()?.matches("input[type=range]")) {
        for (const part of [0.8, 0.3]) {
          if (!control()) break;
          const { min, max, step } = control();
          control().value = Number(min) + Math.round((part * (max - min)) / (Number(step) || 1)) * (Number(step) || 1);
          fire(control(), "input");
          await check(`${name} at ${part}`);
        }
      } else if (control()?.matches("select")) {
        control().selectedIndex = (control().selectedIndex + 1) % control().options.length;
        fire(control(), "change");
        await check(`${name} chosen`);
      } else if (control()?.matches("input[type=radio], input[type=checkbox]")) {
        control().click();
        await check(`${name} ${i} pressed`);
      } else if (control()?.matches("[role=slider]")) {
        control().dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, shiftKey: true }));
        await check(`${name} moved`);
      }
    }
    return wrong;
  },
});
