// Code exercises of a page: each is a cell to fill in, one that checks it, and a folded solution, which is offered after an attempt.

const WORDS = { right: "Right", wrong: "Not right yet", empty: "Nothing is filled in yet" };
const NOTE = "Try first: fill in the function and press Check. ";

/** The nearest cell with a tag, after one in the page (or before it, with step -1). */
function near(cells, cell, tag, step = 1) {
  for (let i = cells.indexOf(cell) + step; cells[i]; i += step) if (cells[i].matches(`.tag_${tag}`)) return cells[i];
  return null;
}

/** Ask for an attempt in the place of a solution, with a way to open it anyway. */
function withhold(solution) {
  const fold = solution.querySelector("details");
  const note = document.createElement("p");
  note.className = "try-first";
  const anyway = Object.assign(document.createElement("button"), { type: "button", textContent: "Show it anyway" });
  anyway.addEventListener("click", () => {
    solution.dataset.shown = "true";
    offer(solution);
    fold.querySelector("summary").focus();
  });
  note.append(NOTE, anyway);
  fold.querySelector("summary").after(note);
  solution.dataset.withheld = "true";
}

function offer(solution) {
  solution.querySelector(".try-first")?.remove();
  delete solution.dataset.withheld;
}

/** The exercises among the cells of a page: what a Check runs, and what follows from what it says. */
export function exercises(cells) {
  for (const cell of cells) if (cell.matches(".tag_solution")) withhold(cell);
  return {
    filled: (check) => near(cells, check, "exercise", -1),
    /** Take what a check said, tell the page, and return it in a few words. */
    judged(check, { chapter, name, state }) {
      check.dataset.verdict = state;
      if (state === "empty") return WORDS.empty;
      const solution = near(cells, check, "solution");
      const first = !check.dataset.tried;
      check.dataset.tried = "true";
      offer(solution);
      const detail = {
        chapter,
        id: name,
        kind: "code",
        right: state === "right",
        first,
        shown: solution.dataset.shown === "true",
      };
      check.dispatchEvent(new CustomEvent("lecture:answered", { bubbles: true, composed: true, detail }));
      return WORDS[state];
    },
  };
}
