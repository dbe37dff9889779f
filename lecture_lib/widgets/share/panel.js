// The panel of a widget's Share button: its address with the state that it is in, how to embed it, and its picture.
import { written } from "./link.js";
import { drawing, pixels } from "./picture.js";

/** Where this script stands: beside those of the widgets. A file that holds all in itself has no such place. */
const HERE = /** @type {HTMLScriptElement | undefined} */ (globalThis.document?.currentScript)?.src;

/** Every program that passes addresses on takes one of so many characters. */
const LONGEST = 2000;

function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** The address of the page on which the widget called `name` stands alone. */
function pageOf(name) {
  if (document.querySelector(".lw-page")) return location.href.split("#")[0];
  return new URL(`../../widgets/${name}.html`, HERE).href;
}

/** The address of a widget's own page, with the state that it is in. */
function address(element) {
  const { host } = element.dataset;
  const said = written(host, element.model.state);
  return said ? `${pageOf(host)}#${said}` : pageOf(host);
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** What puts a widget into another page. It asks for no more than to run, to save a picture, and to fill the screen. */
const snippet = (name, link) =>
  `<iframe src="${escaped(link)}" title="${name}" width="100%" height="640" style="border: 0" loading="lazy" ` +
  'sandbox="allow-scripts allow-downloads" allow="fullscreen"></iframe>';

/** Whether a text could be copied. The old way goes first: a frame may use it where it may not ask for the clipboard. */
async function copied(field) {
  field.select();
  if (document.execCommand("copy")) return true;
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return false; // what is selected can be copied by hand, as the panel then says
  }
}

function save(blob, file) {
  const link = make("a", { href: URL.createObjectURL(blob), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Puts the panel below its button, on the page, with which it scrolls. */
function place(panel, button) {
  const { right, bottom } = button.getBoundingClientRect();
  panel.style.top = `${bottom + scrollY + 4}px`;
  panel.style.left = `${Math.max(8, right + scrollX - panel.offsetWidth)}px`;
}

function panelOf(element, button) {
  const name = element.dataset.host;
  const says = make("p", { role: "status", className: "lw-share-says" });
  const tell = (text) => {
    says.textContent = text;
  };
  const row = (label, action, what) => {
    const field = make("input", { readOnly: true, translate: false });
    field.addEventListener("focus", () => field.select());
    const press = make("button", { type: "button" }, action);
    press.addEventListener("click", async () => {
      tell((await copied(field)) ? `${what} is copied.` : `${what} is selected: Ctrl+C copies it.`);
    });
    return { field, press, row: make("div", {}, make("label", {}, make("span", {}, label), field), press) };
  };
  const link = row("Address of what is shown", "Copy link", "The address");
  const embed = row("For a page of yours", "Embed", "The code");
  const alone = make("a", { target: "_blank", rel: "noopener" }, "On its own page");
  alone.hidden = Boolean(document.querySelector(".lw-page"));
  const picture = (kind, made) => {
    const press = make("button", { type: "button", title: `Save the picture as ${kind}` }, kind);
    press.addEventListener("click", async () => {
      try {
        const drawn = drawing(element.querySelector(".lw"), name);
        save(await made(drawn), `${name}.${kind.toLowerCase()}`);
        tell(`The picture is saved as ${name}.${kind.toLowerCase()}.`);
      } catch (problem) {
        tell(`The picture could not be drawn: ${problem.message || problem}`);
      }
    });
    return press;
  };
  const panel = make(
    "div",
    { className: "lw-share", popover: "auto" },
    link.row,
    embed.row,
    make(
      "div",
      { className: "lw-share-more" },
      picture("SVG", ({ text }) => new Blob([text], { type: "image/svg+xml" })),
      picture("PNG", pixels),
      alone,
    ),
    says,
  );
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", "Share");
  panel.addEventListener("beforetoggle", ({ newState }) => {
    if (newState !== "open") return;
    link.field.value = address(element);
    embed.field.value = snippet(name, link.field.value);
    alone.href = link.field.value;
    const { length } = link.field.value;
    tell(
      length > LONGEST ? `The address has ${length} characters: some programs cut one of more than ${LONGEST}.` : "",
    );
  });
  panel.addEventListener("toggle", ({ newState }) => {
    if (newState !== "open") return;
    place(panel, button);
    link.press.focus({ preventScroll: true });
  });
  return panel;
}

/** Opens the panel of the widget in `element` below its button; from then on the button does so by itself. */
export function open(element, button) {
  if (button.popoverTargetElement) return;
  const panel = panelOf(element, button);
  button.after(panel);
  // What a button does by itself it does after its listeners.
  setTimeout(() => {
    button.popoverTargetElement = panel;
    panel.showPopover();
  });
}
