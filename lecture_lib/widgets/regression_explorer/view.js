// The RegressionExplorer's front end.
import { cached } from "../shared/cached.js";
import { Segments } from "../shared/controls.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { Curves } from "./curves.js";
import * as fit from "./fit.js";
import { follow, formatNumber, sentence } from "./lesson.js";
import * as math from "./math.js";
import { EXAMPLE, own } from "./own.js";
import { Plane } from "./plane.js";
import TRAITS from "./traits.json";

const controls = fields(TRAITS);
const degrees = (x) => `${formatNumber(x)}°`;
const PROBLEMS = [
  ["spectrum", "by κ and angle"],
  ["own", "your own data"],
];

/** The problem of a condition number: its pictures and words, and the controls under them. */
function given({ state, set, memo, uid, controls: { slider, segments, check } }) {
  const run = cached(memo, "run", JSON.stringify(state), () => follow(state));
  return {
    shown: [
      h(
        "div",
        { key: "panels", class: "lw-panels" },
        h(Plane, { state, run, set, uid }),
        h(Curves, { state, run, memo, uid }),
      ),
      h("p", { key: "says", class: "lw-says", "aria-live": "polite" }, sentence(state, run)),
    ],
    controls: [
      h(
        "div",
        { key: "controls", class: "lw-controls" },
        slider("kappa"),
        slider("angle", { format: degrees }),
        slider("step"),
        slider("epsilon", { format: formatNumber }),
      ),
      h("div", { key: "row", class: "lw-row" }, segments("frame"), segments("axis"), check("deficient")),
    ],
  };
}

function View({ state, ui, set, redraw, memo, uid }) {
  const isOwn = state.data.length > 0;
  const parts = { state, ui, set, redraw, memo, uid, controls: controls({ state, set, uid }) };
  const { shown, controls: under } = isOwn ? own(parts) : given(parts);
  return h(
    "div",
    { class: "lw lw-view re", "data-widget": "RegressionExplorer" },
    h("div", { class: "lw-shown" }, shown),
    under,
    h(
      "div",
      { key: "problem", class: "lw-row" },
      h(Segments, {
        control: "data",
        label: TRAITS.data.label,
        value: isOwn ? "own" : "spectrum",
        options: PROBLEMS,
        uid,
        onChange: (choice) => {
          clearInterval(ui.timer);
          ui.playing = false;
          // The points come back with the choice.
          if (isOwn) ui.kept = state.data;
          set({ data: choice === "own" ? (ui.kept ?? EXAMPLE) : [] });
        },
      }),
    ),
  );
}

/** Who deletes a point by key is taken to the next one. */
function drawn(el, { ui }) {
  if (ui.focus) el.querySelector(".re-marked").focus();
  ui.focus = false;
}

const front = widget({ traits: Object.keys(TRAITS), View, drawn, close: (ui) => clearInterval(ui.timer) });
export const { still } = front;
export { fit, math };
export default { render: front.render };
