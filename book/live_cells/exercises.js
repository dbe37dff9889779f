// Code exercises of a page: each is a cell to fill in, one that checks it, and a folded solution, which is offered after an attempt.

const WORDS = { right: "Right", wrong: "Not right yet", empty: "Nothing is filled in yet" };
const NOTE = "Try first: fill in the function and press Check. ";

/** The nearest cell with a tag, after one in the page (or before it, with step -1). */
function near(cells, cell, tag, step = 1) {
  for (let i = cells.indexOf(cell) + step; cells[i]; i += step) if (cells[i].matches(`.tag_${tag}`)) return cells[i];
  return null;
}

/** Tell the page of an attempt, as questions do. */
function announce(check, right) {
  const { tried, shown } = check.dataset;
  const detail = {
    chapter: /** @type {any} */ (globalThis).lectureProgress.chapterOf(location.pathname),
    id: check.querySelector("pre").textContent.match(/\w+(?=\))/)[0],
    kind: "code",
    right,
    first: !tried && !shown,
    shown: Boolean(shown),
  };
  check.dispatchEvent(new CustomEvent("lecture:answered", { bubbles: true, composed: true, detail }));
}

/** Ask for an attempt in the place of a solution, with a way to open it anyway. */
function withhold(solution, check) {
  const summary = solution.querySelector("summary");
  const note = document.createElement("div");
  note.className = "try-first d-print-none";
  const anyway = Object.assign(document.createElement("button"), { type: "button", textContent: "Show it anyway" });
  anyway.addEventListener("click", () => {
    check.dataset.shown = "true";
    offer(solution);
    summary.focus();
    announce(check, false);
  });
  note.append(NOTE, anyway);
  summary.after(note);
  solution.dataset.withheld = "true";
}

function offer(solution) {
  solution.querySelector(".try-first")?.remove();
  delete solution.dataset.withheld;
}

/** The exercises among the cells of a page: what a Check runs, and what follows from what it says. */
export function exercises(cells) {
  for (const cell of cells) if (cell.matches(".tag_solution")) withhold(cell, near(cells, cell, "check", -1));
  return {
    filled: (check) => near(cells, check, "exercise", -1),
    /** Take what a check said, tell the page, and return it in a few words. */
    judged(check, { state }) {
      check.dataset.verdict = state;
      if (state !== "empty") {
        const solution = near(cells, check, "solution");
        if (solution) offer(solution); // a students' book has none
        announce(check, state === "right");
        check.dataset.tried = "true";
      }
      return WORDS[state];
    },
  };
}
