// What stands around every widget: a strip above it with a button that shows it as large as the screen,
// for whoever projects it.
import { render } from "preact";
import { h } from "./element.js";
import { arrange, leave } from "./hall.js";

const CORNERS = "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4";

function toggle({ currentTarget }) {
  if (document.fullscreenElement) document.exitFullscreen();
  else currentTarget.closest(".lw-stage").requestFullscreen();
}

/** The stage fills the screen, or a page of its own (share/page.js says when). */
function follow({ currentTarget: stage }) {
  leave(stage);
  if (stage.matches(":fullscreen, .lw-alone *")) arrange(stage);
}

/** The stage of a widget, whose root element is `children`. Where pages may not fill the screen there is no button. */
export function Stage({ children }) {
  const mayFill = globalThis.document?.fullscreenEnabled;
  return h(
    "div",
    { class: "lw-stage", onFullscreenChange: follow },
    h(
      "div",
      { class: "lw-strip" },
      mayFill &&
        h(
          "button",
          {
            type: "button",
            "aria-label": "As large as the screen, or back",
            title: "As large as the screen, or back (Esc)",
            onClick: toggle,
          },
          h("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" }, h("path", { d: CORNERS })),
        ),
    ),
    children,
  );
}

/** Draw the widget `view` on its stage in the element `el`; null takes both away. */
export function drawOnStage(view, el) {
  if (!view && el.firstElementChild) leave(el.firstElementChild);
  render(view && h(Stage, null, view), el);
}
