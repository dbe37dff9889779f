// A Share panel, for engines whose protocols know nothing of files: an object of functions.
({
  /** Opens the first one, whose first button then has the focus, and keeps what it saves. */
  async open() {
    const kept = /** @type {[string, number[]][]} */ ([]);
    const blobs = new Map();
    const address = URL.createObjectURL;
    URL.createObjectURL = (/** @type {Blob} */ blob) => {
      const made = address(blob);
      blobs.set(made, blob);
      return made;
    };
    HTMLAnchorElement.prototype.click = async function () {
      const bytes = new Uint8Array(await blobs.get(this.href).arrayBuffer());
      kept.push([this.download, [...bytes]]);
    };
    Object.assign(window, { kept });
    /** @type {HTMLElement} */ (document.querySelector("[aria-label=Share]")).click();
    while (document.activeElement.textContent !== "Copy link") await new Promise(requestAnimationFrame);
  },

  /** The name of the picture's file, and its bytes. */
  async save(kind) {
    const { kept } = /** @type {any} */ (window);
    const before = kept.length;
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lw-share button"));
    [...buttons].find((button) => button.textContent === kind).click();
    while (kept.length === before) await new Promise(requestAnimationFrame);
    return kept.at(-1);
  },

  /** Makes a field to paste into. */
  field() {
    const made = Object.assign(document.createElement("textarea"), { className: "pasted" });
    document.body.append(made);
    made.focus();
  },

  /** Presses the button that has the focus, if no key has: what the panel then says, and what it has copied. */
  async copy() {
    const says = document.querySelector(".lw-share-says");
    if (!says.textContent) /** @type {HTMLElement} */ (document.activeElement).click();
    while (!says.textContent) await new Promise(requestAnimationFrame);
    return [says.textContent, /** @type {HTMLInputElement} */ (document.activeElement).value];
  },
});
