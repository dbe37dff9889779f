// The next step of training as an equation between matrices.
import { cached } from "../shared/cached.js";
import { h } from "../shared/element.js";
import { largestOf } from "./heat.js";
import { chosen } from "./lesson.js";
import { isNarrow } from "./net_picture.js";
import { blocksOf, drawn, inARow, keyOf, outline, wordsOf } from "./step_picture.js";
import { update } from "./training_lesson.js";

const HEIGHT = 218;
/** So many columns of each of three matrices have room on a phone; of wider ones a row is shown, as a column. */
const COLUMNS = 3;

/** W ← W − η ∂ℓ/∂W with all its numbers, where the next step can be taken. */
export function UpdatePicture({ state, net, width, memo }) {
  const { name, layer, before, gradient, after } = update(state, net);
  const [j, k] = chosen(before, state.entry);
  const isRow = isNarrow(width) && before[0].length > COLUMNS;
  const shown = (matrix) => (isRow ? matrix[j].map((value) => [value]) : matrix);
  const largest = largestOf([before, after ?? before]);
  const of = isRow ? "of " : "";
  const placed = inARow(
    [
      {
        name: isRow ? `row ${j + 1}` : name,
        layer: isRow ? undefined : layer,
        matrix: shown(after ?? before),
        largest,
        made: true,
      },
      "←",
      { name: of + name, layer, matrix: shown(before), largest },
      "− η",
      { name: `${of}∂ℓ/∂${name}`, layer, matrix: shown(gradient), largest: largestOf(gradient) },
    ],
    width,
  );
  const pending = after === null;
  const blocks = blocksOf(placed, pending);
  const [row, column] = isRow ? [k, 0] : [j, k];
  return h(
    "svg",
    { class: "lw-plot dn-step", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": wordsOf(blocks) },
    h(
      "g",
      { "aria-hidden": "true" },
      cached(memo, `update ${width}`, `${name} ${layer} ${j} ${pending} ${keyOf(blocks)}`, () =>
        drawn(placed, blocks, width, "lw-backward", pending),
      ),
      h("path", {
        class: "dn-chosen",
        d: outline(blocks, [
          [1, row, column],
          [2, row, column],
        ]),
      }),
      h("path", { class: "dn-chosen dn-own lw-stroke-backward", d: outline(blocks, [[0, row, column]]) }),
    ),
  );
}
