// One code cell of the page: its text, the book's or the reader's, its state, and its buttons.

const BUTTONS = {
  stop: ["Stop", "Stop what runs"],
  reset: ["Back to the book’s", "Put the book’s code back into this cell"],
  "reset-all": ["All back", "Put the book’s code back into all cells of the page"],
};
const opened = () => globalThis.lectureLive.load("editor.js").then(() => globalThis.lectureEditor.open);
let editor;

export class Cell {
  constructor(element, number, memory) {
    this.element = element;
    this.number = number;
    this.memory = memory;
    this.fresh = false;
    /** What Ctrl+Enter and Shift+Enter do, which the engine knows. @type {(goOn: boolean) => unknown} */
    this.onRun = null;
    this.input = element.querySelector(".cell_input");
    this.printed =
      this.input.querySelector(".highlight")?.closest("[class*='highlight-']") ?? this.input.querySelector("pre");
    this.book = this.input.querySelector("pre").textContent.replace(/\n$/, "");
    this.name = element.id || String(number);
    this.bar = element.querySelector(".live-bar");
    this.word = this.bar.querySelector(".live-word");
    element.bookOutput = [...(element.querySelector(".cell_output")?.childNodes ?? [])];
  }

  text() {
    return this.yours ?? this.book;
  }

  /** Take a state, and say it in words. */
  enter(state, words = this.word.textContent) {
    this.element.dataset.live = state;
    this.show("stop", state === "running");
    this.say(words);
  }

  say(words) {
    if (this.word.textContent !== words) this.word.textContent = words;
  }

  /** Have a button in the bar, or not. */
  show(act, wanted) {
    const there = this.bar.querySelector(`[data-live-do="${act}"]`);
    if (wanted && !there) {
      const [text, label] = BUTTONS[act];
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
      button.dataset.liveDo = act;
      button.setAttribute("aria-label", act === "reset-all" ? label : `${label}, cell ${this.number}`);
      this.word.before(button);
    } else if (!wanted && there) {
      if (there === document.activeElement) this.bar.querySelector("button").focus();
      there.remove();
    }
  }

  mark(line) {
    this.editor?.mark(line);
  }

  focus() {
    if (this.editor) this.editor.focus();
    else this.bar.querySelector("button").focus();
  }

  async edit() {
    await this.open();
    this.editor.focus();
  }

  /** Take another cell's text. */
  async take(text) {
    await this.edit();
    this.editor.write(text);
  }

  /** An editor in the place of the printed code, once. */
  open() {
    this.opening ??= this.makeEditor(this.text());
    return this.opening;
  }

  async makeEditor(text) {
    editor ??= opened();
    const open = await editor;
    const place = document.createElement("div");
    place.className = "live-editor";
    this.printed.hidden = true;
    this.printed.before(place);
    this.editor = open({
      parent: place,
      text,
      label: `Code of cell ${this.number}. Escape leaves the editor.`,
      changed: (words) => this.change(words),
      run: (goOn) => this.onRun(goOn),
      leave: () => this.bar.querySelector('[data-live-do="run"]').focus(),
    });
    this.place = place;
    this.bar.querySelector("[data-live-do=edit]").hidden = true;
  }

  change(text) {
    this.yours = text === this.book ? null : text;
    this.fresh = false;
    const kept = this.memory.keep(this.name, this.yours, this.book);
    this.own(this.yours === null ? "" : kept ? "Yours" : "Yours until the page is left: this browser keeps nothing");
  }

  own(words) {
    const yours = this.yours !== null && this.yours !== undefined;
    if (yours) this.element.dataset.yours = "true";
    else delete this.element.dataset.yours;
    this.show("reset", yours);
    this.show("reset-all", yours);
    this.say(words);
  }

  /** Show what the reader wrote at an earlier visit. */
  async restore() {
    const found = this.memory.find(this.name, this.book);
    if (!found || this.yours) return;
    await this.open();
    this.editor.write(found.text);
    this.own(found.outdated ? "Yours. The book’s cell has changed since you wrote it" : "Yours");
  }

  /** The book's code again, and what the book printed. */
  async reset() {
    if (this.editor) {
      this.editor.close();
      this.place.remove();
      this.editor = this.opening = null;
      this.printed.hidden = false;
      this.bar.querySelector("[data-live-do=edit]").hidden = false;
    }
    this.yours = null;
    this.memory.keep(this.name, null, this.book);
    this.own("");
    this.element.querySelector(".cell_output")?.replaceChildren(...this.element.bookOutput);
    this.fresh = false;
    this.enter("book", "");
  }
}
