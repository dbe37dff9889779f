// Points of one's own: the line through them descends, and beside it the same steps in the bowl J(w).
import { cached } from "../shared/cached.js";
import { ColumnField } from "../shared/column_field.js";
import { Button, player, Slider, Transport } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { wrongRows } from "../shared/rows.js";
import { Bowl } from "./bowl.js";
import { fit, lineOf, STEPS, without } from "./fit.js";
import { Scatter } from "./scatter.js";
import TRAITS from "./traits.json";
import { condition, inWords } from "./words.js";

const TOLD = TRAITS.data;
const [LEAST, MOST] = TOLD.rows;
const [LOW, HIGH] = TRAITS.start_line.bounds[0];

/** What there is at first, with a point that is far from the others. */
export const EXAMPLE = [
  [1, 1.4],
  [2, 1.9],
  [3, 3.2],
  [4, 3.7],
  [5, 5.2],
  [6, 5.8],
  [7, 7.1],
  [12, 2],
];

/** All that the pictures and the words tell. */
function told(state, marked) {
  const run = fit(state);
  const rest = without(state.data, marked, TOLD.differ);
  const other = rest && fit({ ...state, data: rest });
  return {
    run,
    rest,
    marked,
    data: state.data,
    t: state.t,
    line: lineOf(run, run.iterates[state.t]),
    best: lineOf(run, run.wStar),
    bestOfRest: other && lineOf(other, other.wStar),
  };
}

/** What a reader does to the points. What cannot be is said, and they stay. */
function actions({ data, marked, ui, set, redraw }) {
  const change = (next, mark) => {
    ui.refusal = wrongRows(next, TOLD);
    if (ui.refusal) return redraw();
    ui.marked = mark;
    set({ data: next });
  };
  return {
    mark(i) {
      if (i === marked) return;
      ui.marked = i;
      redraw();
    },
    move(i, at, extent) {
      if (extent) ui.held ??= { data: data.length, ...extent };
      change(
        data.map((point, k) => (k === i ? at : point)),
        i,
      );
    },
    done() {
      ui.held = undefined;
      redraw();
    },
    add: (at) => change([...data, at], data.length),
    remove(i, byKey) {
      ui.focus = byKey;
      change(
        data.filter((_, k) => k !== i),
        Math.min(i, data.length - 2),
      );
    },
  };
}

/** η in the unit of its loss. */
const unit = (loss) =>
  loss === "absolute" ? { name: "η G√100/R", label: "Step size" } : { name: "η L", label: "Step size" };

/** δ, from a hundredth of the spread of y to all of it. */
function deltaRange(data) {
  const y = data.map(([, value]) => value);
  const high = 10 ** Math.ceil(Math.log10(Math.max(1e-6, Math.max(...y) - Math.min(...y))));
  return { min: high / 1000, max: Math.min(TRAITS.delta.max, high) };
}

/** Pictures and words of the points in `state`, and the controls under them; `controls` are those of traits. */
export function own({ state, ui, set, redraw, memo, uid, controls: { slider, segments, check } }) {
  const { data, loss, t } = state;
  const marked = Math.min(ui.marked ?? data.length - 1, data.length - 1);
  const act = actions({ data, marked, ui, set, redraw });
  const all = cached(memo, "own", `${marked} ${JSON.stringify(state)}`, () => told(state, marked));
  const { run, line, best, bestOfRest } = all;
  const lines = [
    ["lw-third lw-dashed", best],
    ...(bestOfRest ? [["lw-backward re-other", bestOfRest]] : []),
    ["lw-forward", line],
  ];
  const onStart = (w) => {
    // Of what a hand can tell apart that is enough; and a link says no more.
    const start = lineOf(run, w).map((value) => Number(value.toPrecision(8)) + 0);
    if (start.every((value) => value >= LOW && value <= HIGH)) set({ start_line: start });
  };
  const transport = player({ step: t, count: STEPS, ui, goTo: (next) => set({ t: next }), redraw, interval: 250 });
  const middle = [0, 1].map((k) => {
    const values = data.map((point) => point[k]);
    return Number(((Math.min(...values) + Math.max(...values)) / 2).toPrecision(4));
  });
  return {
    shown: [
      h(
        "div",
        { key: "panels", class: "lw-panels" },
        h(Scatter, {
          data,
          marked,
          lines,
          held: ui.held?.data === data.length ? ui.held : undefined,
          caption: `Solid: step ${t}; dashed: best${bestOfRest ? "; dotted: without the mark" : ""}`,
          act,
          uid,
        }),
        h(Bowl, { run, t, caption: condition(data), onStart, uid }),
      ),
      h("p", { key: "says", class: "lw-says", "aria-live": "polite" }, inWords(all)),
    ],
    controls: [
      h(Transport, {
        key: "transport",
        step: t,
        count: STEPS,
        playing: ui.playing,
        words: "of descent",
        control: "t",
        act: transport,
      }),
      h(
        "div",
        { key: "controls", class: "lw-controls" },
        slider("step", { ...unit(loss), main: undefined }),
        loss === "huber" && slider("delta", deltaRange(data)),
        h(Slider, {
          control: "point",
          name: "marked point",
          min: 1,
          max: data.length,
          step: 1,
          value: marked + 1,
          range: `of ${data.length}`,
          onInput: (value) => act.mark(value - 1),
        }),
      ),
      h("div", { key: "loss", class: "lw-row" }, segments("loss"), check("standardise")),
      h(
        "div",
        { key: "points", class: "lw-row" },
        h(Button, {
          control: "add",
          text: "Add a point",
          disabled: data.length === MOST,
          onClick: () => act.add(middle),
        }),
        h(Button, {
          control: "remove",
          text: "Delete the marked point",
          disabled: data.length === LEAST,
          onClick: () => act.remove(marked, false),
        }),
        h("span", { class: "lw-small" }, "or click into the plane; drag a point; Delete takes it away"),
      ),
      h("p", { key: "refusal", class: "lw-error", role: "alert" }, ui.refusal ?? ""),
      h(ColumnField, {
        key: "field",
        control: "columns",
        label: "Points as text, or from a file",
        told: TOLD,
        rows: data,
        ui,
        redraw,
        onRows: (rows) => {
          ui.refusal = null;
          set({ data: rows });
        },
      }),
    ],
  };
}
