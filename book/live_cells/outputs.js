// What a cell says, in the page: in the place of what the book printed, in the same form.
import { showWidget } from "./models.js";

const WIDGET = "application/vnd.lecture-widget+json";
const VIEW = "application/vnd.jupyter.widget-view+json";

const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
};

/** Text as the book shows a stream. */
function block(className, text) {
  const letters = element("pre", "", text);
  const made = element(
    "div",
    `output ${className} highlight-myst-ansi notranslate`,
    element("div", "highlight", letters),
  );
  made.translate = false;
  return made;
}

/** The outputs of one cell, while it runs. */
export class Outputs {
  constructor(cell, session) {
    this.cell = cell;
    this.session = session;
    this.place = cell.querySelector(".cell_output");
    this.figures = [...(cell.bookOutput ?? []).filter((node) => node.matches?.("figure, .figure, img, p, div"))].filter(
      (node) => node.matches("img") || node.querySelector("img"),
    );
    this.shown = new Map();
  }

  /** Make room: what was there goes, its height stays until the cell has ended, so that nothing jumps. */
  begin() {
    if (!this.place) {
      this.place = element("div", "cell_output docutils container");
      this.cell.append(this.place);
    }
    this.place.style.minHeight = `${this.place.offsetHeight}px`;
    this.place.replaceChildren();
    this.last = null;
  }

  end() {
    if (!this.place) return;
    this.place.style.minHeight = "";
    this.place.dispatchEvent(new Event("output", { bubbles: true })); // the page looks for boxes that scroll
  }

  hear(message) {
    if (message.kind === "stream") this.stream(message);
    else if (message.kind === "display") this.display(message);
    else if (message.kind === "update") this.update(message);
    else if (message.kind === "clear") this.place.replaceChildren();
    else if (message.kind === "error") this.error(message);
  }

  stream({ name, text }) {
    const last = this.place.lastElementChild;
    if (last?.dataset.stream === name) last.querySelector("pre").append(text);
    else {
      const made = block(name === "stdout" ? "stream" : "stderr", text);
      made.dataset.stream = name;
      this.place.append(made);
    }
  }

  display({ data, id, size }) {
    const made = this.form(data, size);
    if (id) this.shown.set(id, made);
    this.place.append(made);
  }

  update({ id, data }) {
    const made = this.form(data);
    this.shown.get(id)?.replaceWith(made);
    this.shown.set(id, made);
  }

  /** The best form of a value that a page can show. */
  form(data, size) {
    if (data[WIDGET]) return showWidget(data[WIDGET], data[VIEW]?.model_id, this.session);
    if (data["text/html"]) {
      const parsed = new DOMParser().parseFromString(data["text/html"], "text/html"); // scripts in it do not run
      return element("div", "output text_html", ...parsed.body.childNodes);
    }
    if (data["image/svg+xml"]) return this.picture(`data:image/svg+xml,${encodeURIComponent(data["image/svg+xml"])}`);
    if (data["image/png"]) return this.picture(`data:image/png;base64,${data["image/png"]}`, size);
    return block("text_plain", data["text/plain"] ?? "");
  }

  /** A picture with the caption and the text of the book's own, where the cell has one. */
  picture(address, size) {
    const own = this.figures.shift();
    const frame = own?.cloneNode(true) ?? element("figure", "align-default", element("img", ""));
    const image = frame.matches("img") ? frame : frame.querySelector("img");
    for (const source of frame.querySelectorAll("source")) source.remove();
    const link = image.closest("a");
    if (link) link.replaceWith(image);
    image.removeAttribute("srcset");
    image.src = address;
    image.loading = "eager";
    image.alt = this.cell.dataset.yours
      ? "A picture drawn by the changed code of this cell."
      : image.alt || "A picture drawn by this cell.";
    if (size) {
      image.width = size.width;
      image.height = size.height;
      image.style.width = `${size.width}px`;
      image.style.height = `${size.height}px`;
    }
    return frame;
  }

  error({ lines, said }) {
    this.place.append(block("error", [...lines, said].join("\n")));
  }
}
