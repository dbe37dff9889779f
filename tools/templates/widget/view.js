// The TangentPicture's front end: a picture, a slider, and a sentence.
import { h } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { widget } from "../shared/mount.js";
import { sentence } from "./lesson.js";
import * as numbers from "./math.js";
import { Picture } from "./picture.js";
import TRAITS from "./traits.json";

const controls = fields(TRAITS);

function View({ state, set, uid }) {
  const { slider } = controls({ state, set, uid });
  return h(
    "div",
    { class: "lw lw-view tangent-picture", "data-widget": "TangentPicture" },
    h(
      "div",
      { class: "lw-shown" },
      h(
        "div",
        { class: "lw-panels" },
        h(
          "figure",
          { class: "lw-panel" },
          h("figcaption", null, "A curve and its tangent; drag the point"),
          h(Picture, { x: state.x, uid, onMove: (x) => set({ x }) }),
        ),
      ),
      h("p", { class: "lw-says", "aria-live": "polite" }, sentence(state)),
    ),
    h("div", { class: "lw-controls" }, slider("x")),
  );
}

const front = widget({ traits: Object.keys(TRAITS), View });
export const { still } = front;
export const math = { ...numbers, sentence };
export default { render: front.render };
