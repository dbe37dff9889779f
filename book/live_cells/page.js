// Gives each code cell of a page its buttons. Of Python nothing is loaded before somebody asks for it.
import { exercises } from "./exercises.js";

(() => {
  const here = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src);
  const cells = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".cell"))].filter((cell) =>
    cell.querySelector(".cell_input pre"),
  );
  if (!cells.length) return;

  const able = ["WebAssembly", "Worker", "DecompressionStream"].every((name) => name in globalThis);
  let engine;

  /** A name with its version, which all scripts of the book share; a pack has a checksum of its own in its name. */
  const versioned = (name) => (/^\w+\.js$/.test(name) ? name + here.search : name);

  /** Load a script from beside this one; a page from a folder may do that, too. */
  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(versioned(name), here).href;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${name} is not there`));
      document.head.append(script);
    });

  const button = (act, text, label) => {
    const element = document.createElement("button");
    element.type = "button";
    element.dataset.liveDo = act;
    element.textContent = text;
    element.setAttribute("aria-label", label);
    return element;
  };

  /** Do what a button says, once the engine is here. */
  const act = (what, cell) => {
    engine ??= load("engine.js");
    return engine.then(
      () => live.engine.act(what, cell),
      (problem) => {
        cell.querySelector(".live-word").textContent = `The cell cannot be run: ${problem.message}.`;
      },
    );
  };

  /** @type {typeof lectureLive} */
  const live = { cells, load, act, take: () => {}, exercises: able ? exercises(cells) : null };
  globalThis.lectureLive = live;

  const bench = cells.find((cell) => cell.matches(".live-large"));

  const barOf = (cell, number) => {
    const bar = document.createElement("div");
    bar.className = "live-bar";
    const word = document.createElement("span");
    word.className = "live-word";
    word.setAttribute("role", "status");
    if (!able)
      word.textContent = number === 1 ? "This browser cannot run the cells: it lacks WebAssembly or workers." : "";
    else if (cell.matches(".tag_not-in-the-page"))
      word.textContent = "Starts processes of its own: it runs in a notebook only.";
    else if (cell.matches(".tag_check")) {
      bar.append(button("run", "Check", `Check what is filled in above (cell ${number})`));
      cell.dataset.live = "book";
    } else {
      bar.append(button("run", "Run", `Run cell ${number}`), button("edit", "Edit", `Edit cell ${number}`));
      if (number === 1 && !bench) bar.append(button("run-all", "Run all", "Run all cells of the page"));
      if (bench && cell !== bench)
        bar.append(button("take", "To the workbench", `Put cell ${number} into the large cell`));
      cell.dataset.live = "book";
    }
    bar.append(word);
    return bar;
  };

  for (const [i, cell] of cells.entries()) cell.querySelector(".cell_input").append(barOf(cell, i + 1));
  document.addEventListener("click", ({ target }) => {
    /** @type {HTMLElement | null} */
    const pressed = target instanceof Element ? target.closest("[data-live-do]") : null;
    if (pressed) live.act(pressed.dataset.liveDo, pressed.closest(".cell"));
    else if (able && target instanceof Element && target.closest(".live-large pre")) live.act("edit", bench);
  });

  // What a reader changed at an earlier visit is shown again.
  live.key = `live-cells ${location.pathname}`;
  try {
    if (able && localStorage.getItem(live.key)) live.act("restore", cells[0]);
  } catch {
    live.forgets = true; // a page that may keep nothing says so when something is edited
  }
})();
