// The RegressionExplorer's front end.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { Curves } from "./curves.js";
import { follow, formatNumber, sentence } from "./lesson.js";
import * as math from "./math.js";
import { Plane } from "./plane.js";
import TRAITS from "./traits.json";

const controls = fields(TRAITS);
const degrees = (x) => `${formatNumber(x)}°`;

function View({ state, set, memo, uid }) {
  const { slider, segments, check } = controls({ state, set, uid });
  const run = cached(memo, "run", JSON.stringify(state), () => follow(state));
  return h(
    "div",
    { class: "lw lw-view re", "data-widget": "RegressionExplorer" },
    h(
      "div",
      { class: "lw-shown" },
      h("div", { class: "lw-panels" }, h(Plane, { state, run, set, uid }), h(Curves, { state, run, memo, uid })),
      h("p", { class: "lw-says", "aria-live": "polite" }, sentence(state, run)),
    ),
    h(
      "div",
      { class: "lw-controls" },
      slider("kappa"),
      slider("angle", { format: degrees }),
      slider("step"),
      slider("epsilon", { format: formatNumber }),
    ),
    h("div", { class: "lw-row" }, segments("frame"), segments("axis"), check("deficient")),
  );
}

const front = widget({ traits: Object.keys(TRAITS), View });
export const { still } = front;
export { math };
export default { render: front.render };
