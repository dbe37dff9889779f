// What the tests of every widget do inside a page: an object of functions of the widget's element.
({
  /** Controls that have no name for who does not see them. */
  unlabelled(element) {
    const named = (e) => e.getAttribute("aria-label") || e.labels?.[0]?.textContent.trim() || e.textContent.trim();
    return [...element.querySelectorAll("[data-control]")]
      .filter((e) => !named(e))
      .map((e) => e.outerHTML.slice(0, 200));
  },

  /** Parts that look different once the page has loaded another style. */
  restyled(element, style) {
    const PROPERTIES = [
      "stroke",
      "strokeWidth",
      "strokeLinecap",
      "fill",
      "fontSize",
      "fontWeight",
      "textAnchor",
      "display",
      "flex",
      "margin",
      "padding",
      "color",
      "backgroundColor",
      "borderTopColor",
    ];
    const looks = () =>
      [...element.querySelectorAll("*")].map((e) => {
        const style = getComputedStyle(e);
        return `${e.tagName}.${e.getAttribute("class")}: ${PROPERTIES.map((name) => style[name]).join()}`;
      });
    const before = looks();
    const added = new CSSStyleSheet();
    added.replaceSync(style);
    document.adoptedStyleSheets.push(added);
    const found = looks().filter((look, i) => look !== before[i]);
    document.adoptedStyleSheets.pop();
    return found;
  },

  /** Texts of one picture that lie on each other, or outside the widget. */
  crowded(element) {
    const box = element.getBoundingClientRect();
    const found = [];
    for (const svg of element.querySelectorAll("svg")) {
      const texts = [...svg.querySelectorAll("text")]
        .filter((t) => t.textContent.trim())
        .map((t) => [t.textContent, t.getBoundingClientRect()])
        .filter(([, r]) => r.width > 0);
      const scrolls = svg.closest("[data-scrolls]");
      // A letter does not fill its box, the less so in pixels the larger the picture is drawn.
      const zoom = Math.max(1, svg.getBoundingClientRect().width / (svg.viewBox.baseVal.width || Infinity));
      for (const [text, r] of texts)
        if (!scrolls && (r.left < box.left - 3 || r.right > box.right + 3)) found.push(`outside: ${text}`);
      for (const [i, [a, p]] of texts.entries()) {
        for (const [b, q] of texts.slice(i + 1)) {
          const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
          const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
          if (wide > 2 * zoom && high > 4 * zoom) found.push(`${a} | ${b}`);
        }
      }
    }
    return found;
  },

  /** What takes keys and would lose them to JupyterLab, where "b" makes a cell and "d d" deletes one. */
  shared(element) {
    const KEYED = "a[href], button, input, select, summary, textarea, [tabindex]";
    return [...element.querySelectorAll(KEYED)]
      .filter((e) => e.dataset.lmSuppressShortcuts !== "true")
      .map((e) => `JupyterLab takes the keys of ${e.outerHTML.slice(0, 100)}`);
  },

  /**
   * Use every control as a reader would: sliders at these parts of their way, every option of every
   * choice, boxes, handles by key, buttons. Return the states reached, and what was wrong on the way.
   */
  async useEverything(element, parts = [0, 0.37, 1]) {
    Math.random = () => 0.4; // what is drawn to practise on is the same in every run
    const all = () => [...element.querySelectorAll("[data-control]")];
    const find = (name) => all().filter((e) => e.dataset.control === name);
    const each = (selector) => [
      ...new Set(
        all()
          .filter((e) => e.matches(selector))
          .map((e) => e.dataset.control),
      ),
    ];
    const fire = (e, kind) => e.dispatchEvent(new Event(kind, { bubbles: true }));
    const states = new Set();
    const wrong = new Set();
    const keep = async (what) => {
      await null;
      await null;
      states.add(JSON.stringify(element.model.state));
      const nonsense = element.textContent.match(/.{0,30}(NaN|undefined|Infinity).{0,30}/);
      if (nonsense) wrong.add(`${what} shows ${nonsense[0]}`);
      for (const fault of [...this.crowded(element), ...this.shared(element)]) wrong.add(`${what}: ${fault}`);
    };
    const slide = async (where) => {
      for (const name of each("input[type=range]")) {
        const before = find(name)[0]?.value;
        for (const part of parts) {
          const [slider] = find(name);
          if (!slider) break;
          const stride = Number(slider.step) || 1;
          const [min, max] = [Number(slider.min), Number(slider.max)];
          slider.value = min + Math.round((part * (max - min)) / stride) * stride;
          fire(slider, "input");
          await keep(`${where} ${name} = ${slider.value}`);
        }
        const [slider] = find(name);
        if (!slider) continue;
        slider.value = before;
        fire(slider, "input");
        await null;
      }
    };
    await slide("at first");
    for (const name of each("select")) {
      for (let i = 0; i < (find(name)[0]?.options.length ?? 0); i += 1) {
        const [select] = find(name);
        select.selectedIndex = i;
        fire(select, "change");
        await keep(`${name} = ${i}`);
        await slide(`${name} = ${i}`);
      }
    }
    for (const name of each("input[type=radio]")) {
      for (let i = 0; i < find(name).length; i += 1) {
        find(name)[i].click();
        await keep(`${name} = ${i}`);
        await slide(`${name} = ${i}`);
      }
    }
    for (const name of each("input[type=checkbox]")) {
      for (let i = 0; i < find(name).length; i += 1) {
        find(name)[i].click();
        await keep(`${name} ${i}`);
        find(name)[i]?.click();
        await keep(`${name} ${i} again`);
      }
    }
    for (const name of each("[role=slider]")) {
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
        const [handle] = find(name);
        if (!handle) break;
        handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, shiftKey: true }));
        await keep(`${key} on ${name}`);
      }
    }
    for (const name of each("button")) {
      const [button] = find(name);
      if (!button || button.disabled) continue;
      button.click();
      await keep(`button ${name}`);
    }
    for (const button of find("play")) if (button.getAttribute("aria-label") === "Pause") button.click();
    return { states: [...states].map((text) => JSON.parse(text)), wrong: [...wrong] };
  },

  /** Set whole states from outside, as a kernel does; return what the widget says after each. */
  async setFromOutside(element, states) {
    const said = [];
    for (const state of states) {
      for (const [name, value] of Object.entries(state)) element.model.set(name, value);
      element.model.save_changes();
      await null;
      await null;
      said.push(element.querySelector("[aria-live=polite]").textContent);
    }
    return said;
  },
});
