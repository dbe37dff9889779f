// What a reader changed on a page, kept in the browser: for each cell the reader's text, and the book's text that it began from.

/** The number that the browser keeps in place of the book's text, to see whether that changed since (FNV-1a). */
export function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export class Memory {
  constructor(key) {
    this.key = key;
    this.cells = this.read();
  }

  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "{}");
      return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
    } catch {
      return {}; // a page that may keep nothing, or what another program has written
    }
  }

  /** The reader's text of a cell, and whether the book's cell has changed since it was written. */
  find(name, book) {
    const entry = this.cells[name];
    if (typeof entry?.text !== "string") return null;
    return { text: entry.text, outdated: entry.from !== fingerprint(book) };
  }

  /** Keep a text, or with null forget it; whether the browser does keep it. */
  keep(name, text, book) {
    if (text === null) delete this.cells[name];
    else this.cells[name] = { text, from: this.cells[name]?.from ?? fingerprint(book) };
    try {
      if (Object.keys(this.cells).length) localStorage.setItem(this.key, JSON.stringify(this.cells));
      else localStorage.removeItem(this.key);
      return true;
    } catch {
      return false;
    }
  }
}
