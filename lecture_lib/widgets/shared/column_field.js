// Rows of one's own as text: typed, pasted, or read from a file that stays on this machine.
import { readColumns } from "./columns.js";
import { h } from "./element.js";
import { rowsAsText } from "./rows.js";

/** A file for a few rows is small; one that is not is not read at all. */
const LARGEST = 100_000;

/**
 * A fold with the `rows` as text. What is typed or opened goes to `onRows` if it can be read; else it stands with a
 * word on the line, and the rows stay. `ui` keeps it until the rows are changed elsewhere. `told` is what traits.json
 * tells of the rows, `label` the name of the fold.
 */
export function ColumnField({ control, label, told, rows, ui, redraw, onRows }) {
  const { columns, rows: range } = told;
  const now = rowsAsText(rows);
  const typed = ui[control]?.now === now ? ui[control] : { text: now };
  const take = (text) => {
    const { rows: read, note, problem } = readColumns(text, told);
    ui[control] = { text, note, problem, now: read ? rowsAsText(read) : now };
    if (read) onRows(read);
    redraw();
  };
  const refuse = (problem) => {
    ui[control] = { ...typed, problem, now };
    redraw();
  };
  const open = ({ currentTarget: input }) => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > LARGEST) refuse(`${file.name} is too large: at most ${LARGEST / 1000} kB are read.`);
    else file.text().then(take, (error) => refuse(`${file.name} cannot be read: ${error.message}.`));
    input.value = ""; // the same file can be opened again
  };
  return h(
    "details",
    { class: "lw-columns" },
    h("summary", null, label),
    h(
      "label",
      { class: "lw-small" },
      h("span", null, `${range[0]} to ${range[1]} rows of ${columns.join(" and ")}, parted by tabs, commas or blanks`),
      h("textarea", {
        "data-control": control,
        rows: 6,
        spellcheck: false,
        translate: "no",
        "aria-invalid": typed.problem ? "true" : undefined,
        value: typed.text,
        onInput: (event) => take(event.currentTarget.value),
      }),
    ),
    h("p", { class: "lw-error", role: "alert" }, typed.problem ?? ""),
    h("p", { class: "lw-small", role: "status" }, typed.note ?? ""),
    h(
      "label",
      { class: "lw-small" },
      h("span", null, "or a file of them, which is sent nowhere: "),
      h("input", {
        type: "file",
        accept: ".csv,.tsv,.txt,text/csv,text/plain",
        "data-control": `${control}-file`,
        onChange: open,
      }),
    ),
  );
}
