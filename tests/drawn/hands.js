// A reader's hands on the one widget of the page: what can be done to it, and doing it.
const hands = {
  root: () => document.querySelector(".lecture-widget"),

  /** Put a widget on the page and let the page's own script bring it to life. */
  bring(name, state) {
    hands.root()?.dispose?.();
    globalThis.lectureWidgets = 0;
    document.body.innerHTML = "";
    const element = document.createElement("div");
    element.className = "lecture-widget";
    element.dataset.host = name;
    element.dataset.state = state;
    document.body.append(element);
    globalThis.lectureHost.revive(element);
  },

  state: () => hands.root().model.state,
  /** All that is shown, as text; the attributes in one order, however they came. */
  drawn(e = hands.root()) {
    if (e.nodeType === 3) return e.data;
    // Of a choice the browser knows which option is selected.
    const attributes = [...e.attributes].filter(({ name }) => name !== "selected");
    const own = attributes.map(({ name, value }) => ` ${name}="${value}"`).sort();
    if (e.localName === "select") own.push(e.value);
    return `<${e.localName}${own.join("")}>${[...e.childNodes].map((child) => hands.drawn(child)).join("")}</>`;
  },
  shown: () => [...hands.root().children].map((e) => hands.drawn(e)).join(""),
  text: (selector) => [...hands.root().querySelectorAll(selector)].map((e) => e.textContent),
  leaves: () => hands.text("*:not(:has(*))").filter(Boolean),
  said: () => hands.text("[aria-live=polite]").join(" "),

  /** Set traits from outside, as a kernel does. */
  set(state) {
    const { model } = hands.root();
    for (const [name, value] of Object.entries(state)) model.set(name, value);
    model.save_changes();
  },

  controls: () => [...hands.root().querySelectorAll("[data-control], .lw-shown [tabindex]")],

  /** What can be done now: pairs of the number of a control and what to do to it. */
  deeds() {
    const found = [];
    hands.controls().forEach((e, i) => {
      const tag = e.localName;
      const kind = tag === "input" ? e.getAttribute("type") : (e.getAttribute("role") ?? tag);
      if (e.hasAttribute("disabled")) return;
      const hows = {
        range: [0, 0.03, 0.37, 0.5, 0.81, 1],
        slider: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "drag"],
        select: [...e.querySelectorAll("option")].map((_, k) => k),
        number: ["0.75", "-2"],
        text: ["a*b + 2*sin(a)", "a*", "x^4 − 2x"],
        textarea: ["x y\n1 2\n3 5\n4 4", "1;2\n3"],
        file: ["1,5;2,5\n3;4", "1;2\n1;3", "9".repeat(200_000)],
        group: ["ArrowLeft", "ArrowRight", "Home", "End", " "],
        radio: e.checked ? [] : [true],
      }[kind] ?? [true];
      for (const how of hows) found.push([i, kind, how, e.dataset.control ?? tag]);
    });
    return found;
  },

  do([i, kind, how]) {
    const e = hands.controls()[i];
    const fire = (type) => e.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
    if (kind === "range") {
      const [min, max] = [Number(e.getAttribute("min")), Number(e.getAttribute("max"))];
      const stride = Number(e.getAttribute("step")) || 1;
      e.value = Number((min + Math.round((how * (max - min)) / stride) * stride).toPrecision(12));
      fire("input");
    } else if (kind === "slider" && how === "drag") {
      const at = { clientX: 101, clientY: 83, pointerId: 1 };
      for (const type of ["pointerdown", "pointermove"]) e.dispatchEvent(Object.assign(new Event(type), at));
    } else if (kind === "slider") press(e, how, { shiftKey: true });
    else if (kind === "group") press(e, how);
    else if (kind === "select") {
      e.selectedIndex = how;
      fire("change");
      delete e.chosen;
    } else if (kind === "number" || kind === "text") {
      e.value = how;
      fire("input");
      if (kind === "text") press(e, "Enter");
    } else if (kind === "textarea") {
      e.value = how;
      fire("input");
    } else if (kind === "file") {
      e.files = [{ name: "own.csv", size: how.length, text: () => Promise.resolve(how) }];
      fire("change");
    } else if (kind === "radio" || kind === "checkbox") {
      e.checked = kind === "radio" || !e.checked;
      fire("change");
      fire("click");
    } else if (e.getAttribute("type") === "submit") {
      e.closest("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    } else fire("click");
  },
};
