// Cells of the given blocks, x and the weights: the arrow keys go from one to the next, and any takes a number.
import { h } from "../shared/element.js";
import { formatNumber, hundredths } from "../shared/numbers.js";
import { low, netOf, raised } from "./lesson.js";
import { HEIGHT, isGiven, layout } from "./net_picture.js";
import TRAITS from "./traits.json";
import { cellName, LIMIT } from "./cell_names.js";
import { typedCells } from "./training.js";

/** The given blocks from left to right, by name; a vector is a column, wᵀ a row. */
const blocksOf = ({ z, W, w }) => [
  ["z0", z[0].map((value) => [value])],
  ...W.flatMap((matrix, i) => (matrix ? [[`W${i}`, matrix]] : [])),
  ["w", [w]],
];

const clamp = (index, list) => Math.min(Math.max(index, 0), list.length - 1);

/** The cell nearest to what `ui` has chosen: there may be fewer by now. */
function chosenCell(net, { cell }) {
  const blocks = blocksOf(net);
  const block = Math.max(
    0,
    blocks.findIndex(([key]) => key === cell.key),
  );
  const [key, matrix] = blocks[block];
  const row = clamp(cell.row, matrix);
  const column = clamp(cell.column, matrix[row]);
  return { key, row, column, value: matrix[row][column], block, blocks };
}

/** Where a key leads: along a row into the next block, and along a column to its ends; null for other keys. */
function moved({ row, column, block, blocks }, key) {
  const [by, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [];
  const at = (b, j, k) => {
    const [name, matrix] = blocks[b];
    return { key: name, row: clamp(j, matrix), column: clamp(k, matrix[0]) };
  };
  if (key === "Home") return at(0, 0, 0);
  if (key === "End") return at(blocks.length - 1, 0, Infinity);
  if (down === undefined) return null;
  const next = column + by;
  if (next < 0 && block > 0) return at(block - 1, row, Infinity);
  if (next >= blocks[block][1][0].length && block + 1 < blocks.length) return at(block + 1, row, 0);
  return at(block, row + down, next);
}

function nameOf({ key, row, column }) {
  if (key === "z0") return low("x", row);
  return key === "w" ? low("w", column) : low(raised("W", Number(key.slice(1))), row, column);
}

/** The largest number that a cell takes. */
const most = ({ key, row }) => (key === "z0" ? TRAITS.x.bounds[row][1] : LIMIT);

/** What a reader does with cells: `read` and `set` are the state's, `ui` keeps which cell it is and what is typed. */
export function cellActions({ read, set, redraw, ui }) {
  const here = () => chosenCell(netOf(read()), ui);
  const give = (changes) => {
    Object.assign(ui, changes);
    redraw();
  };
  const close = () => give({ typing: false, draft: null, before: null });
  /** Puts a number into a cell. What was learned until then is kept, and training begins anew. */
  function put({ key, row, column }, value) {
    const state = read();
    if (key === "z0") return set({ x: state.x.map((old, k) => (k === row ? value : old)) });
    const { run, drawn, W, w } = netOf(state);
    const next = { drawn, W: W.map((matrix) => matrix?.map((line) => [...line]) ?? null), w: [...w] };
    if (key === "w") next.w[column] = value;
    else next.W[Number(key.slice(1))][row][column] = value;
    set({ weights: typedCells(next, state.weights), updates: run ? 0 : state.updates });
  }
  const act = {
    /** Opens the field on a cell. */
    open(cell) {
      const { x, weights, updates } = read();
      give({ cell, pointing: false, typing: true, draft: null, word: "", before: { x, weights, updates } });
    },
    key(event) {
      const { key } = event;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const cell = here();
      const next = moved(cell, key);
      if (next) give({ cell: next, pointing: true, word: "" });
      else if (key === "Enter" || key === " " || key === "F2") act.open(cell);
      else return;
      event.preventDefault();
    },
    /** Takes what is typed, at every letter; while it is no number, or none that is allowed, the one from before stands. */
    type(text) {
      ui.draft = text;
      ui.word = "";
      set(ui.before);
      const value = Number(text);
      if (text.trim() !== "" && Number.isFinite(value)) {
        const cell = here();
        const limit = most(cell);
        if (Math.abs(value) <= limit) put(cell, value + 0);
        else ui.word = `${nameOf(cell)} must be from −${limit} to ${limit}; it stays ${formatNumber(cell.value)}.`;
      }
      redraw();
    },
    /** Enter closes the field, if a number stands in it; Escape takes back what was typed. */
    typed(event) {
      const { key, currentTarget: field } = event;
      if (key !== "Enter" && key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      if (key === "Escape") {
        if (ui.draft !== null) set(ui.before);
        ui.word = "";
      } else if (ui.draft !== null && field.value.trim() === "") {
        const cell = here();
        return give({ word: `That is no number: ${nameOf(cell)} stays ${formatNumber(cell.value)}.` });
      } else if (ui.word) return;
      close();
      ui.pointing = true;
      ui.picker?.focus();
    },
    leave: () => ui.typing && close(),
    unpoint: () => ui.pointing && give({ pointing: false }),
    /** Back to the weights as they are drawn. */
    draw: () => set({ weights: {}, updates: 0 }),
    /** What was learned becomes where training begins. */
    keep() {
      const state = read();
      set({ weights: typedCells(netOf(state), state.weights), updates: 0 });
    },
  };
  return act;
}

/** How many weights in use are the reader's own. */
export const ownCount = (net, weights) =>
  blocksOf(net)
    .slice(1)
    .flatMap(([key, matrix]) => matrix.flatMap((line, j) => line.map((_, k) => cellName(key, j, k))))
    .filter((name) => name in weights).length;

/** How many weights there are. */
export const weightCount = ({ W, w }) => [...W.slice(1), w].flat(2).length;

/** What lies over the picture of the net: the chosen cell, its name, and the field for its number. */
export function CellPicker({ net, width, ui, act }) {
  const cell = chosenCell(net, ui);
  const { key, row, column, value } = cell;
  const isShown = ui.typing || ui.pointing;
  const name = nameOf(cell);
  const place = isShown ? layout(net, width).blocks.find((block) => isGiven(key) && block.key === key) : null;
  const [x, y] = place ? [place.x + column * place.w, place.y + row * place.height] : [0, 0];
  const style = {
    left: `clamp(0px, ${hundredths((100 * x) / width)}%, calc(100% - 13em))`,
    top: `${hundredths((100 * (y + 19)) / HEIGHT)}%`,
  };
  // What was set otherwise meanwhile stands in the field, too.
  const text = ui.draft !== null && (ui.word || ui.draft.trim() === "" || Number(ui.draft) === value);
  return [
    h(
      "svg",
      {
        key: "picker",
        class: "dn-picker",
        viewBox: `0 0 ${width} ${HEIGHT}`,
        tabindex: 0,
        role: "group",
        "data-control": "cell",
        "aria-label": `Cells of x and of the weights; now ${name} = ${formatNumber(value)}. Arrow keys go to others, Enter takes a number`,
        ref: (element) => {
          ui.picker = element ?? ui.picker;
        },
        onKeyDown: act.key,
        onBlur: act.unpoint,
      },
      h("rect", {
        class: "dn-at",
        visibility: place ? "visible" : "hidden",
        x: hundredths(x),
        y: hundredths(y),
        width: hundredths(place?.w ?? 0),
        height: place?.height ?? 0,
      }),
    ),
    ui.pointing &&
      h(
        "p",
        { key: "at", class: "dn-pop", role: "status", style },
        h("b", { translate: "no" }, `${name} = ${formatNumber(value)}`),
        h("span", { class: "lw-small" }, "Enter: another number"),
      ),
    ui.typing &&
      h(
        "label",
        { key: "field", class: "dn-pop", style },
        h("b", { translate: "no" }, `${name} =`),
        h("input", {
          key: `${key}.${row}.${column}`,
          type: "number",
          step: 0.1,
          value: text ? ui.draft : value,
          "data-control": "number",
          "aria-label": `Number for ${name}`,
          "aria-invalid": ui.word ? "true" : undefined,
          ref: (element) => {
            if (!element || element === ui.field) return;
            ui.field = element;
            element.focus();
            element.select();
          },
          onInput: (event) => act.type(event.currentTarget.value),
          onKeyDown: act.typed,
          onBlur: act.leave,
        }),
      ),
  ];
}
