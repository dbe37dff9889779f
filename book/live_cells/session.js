// A Python in a worker, from its packs to the answers of its cells.
// @ts-expect-error: tools/live_cells/bundle.mjs gives the worker's script as a text
import source from "./python.worker.js";

const AT_ONCE = 4;

const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The text of a gzipped file, given as pieces of base64. */
async function textOf({ parts, gzip }) {
  const bytes = parts.map(fromBase64);
  const body = new Response(new Blob(bytes)).body;
  return new Response(gzip ? body.pipeThrough(new DecompressionStream("gzip")) : body).text();
}

/**
 * The packs of the book: `load(names, progress)` gives the files of packs, each once for the whole page; `progress(done, all)`
 * is told in bytes.
 */
export class Packs {
  constructor(load) {
    this.loadScript = load;
    this.parts = new Map();
    this.files = new Map();
    globalThis.lectureLive.take = (id, part, text) => {
      this.parts.get(id)[part] = text;
    };
  }

  async manifest() {
    if (!this.list) {
      await this.loadScript("manifest.js");
      this.list = globalThis.lectureLive.manifest;
    }
    return this.list;
  }

  async load(names, progress) {
    const { packs } = await this.manifest();
    const wanted = names.flatMap((name) => packs[name]);
    const missing = wanted.filter(({ id }) => !this.files.has(id));
    const all = missing.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    const jobs = missing.flatMap((file) => {
      this.parts.set(file.id, []);
      return file.scripts.map((script) => async () => {
        await this.loadScript(script);
        done += file.bytes / file.scripts.length;
        progress(done, all);
      });
    });
    const next = async () => {
      for (let job = jobs.shift(); job; job = jobs.shift()) await job();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    for (const file of missing) this.files.set(file.id, { ...file, parts: this.parts.get(file.id) });
    return wanted.map(({ id }) => this.files.get(id));
  }
}

/** One run of Python. `tell(message)` gets all that it says; `stop` ends it, whatever it is doing. */
export class Session {
  constructor(packs, progress, tell) {
    this.packs = packs;
    this.progress = progress;
    this.tell = tell;
    this.loaded = new Set();
    this.waiting = new Map();
    this.started = this.start();
  }

  async start() {
    const files = await this.packs.load(["core"], this.progress);
    this.loaded.add("core");
    const { modules } = await this.packs.manifest();
    const script = (name) => files.find(({ file }) => file === name);
    const code = await Promise.all([textOf(script("pyodide.asm.js")), textOf(script("pyodide.js"))]);
    if (this.ended) return;
    this.address = URL.createObjectURL(
      new Blob(
        [...code, source].map((text) => `${text}\n`),
        { type: "text/javascript" },
      ),
    );
    this.worker = new Worker(this.address);
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = ({ message }) => this.hear({ kind: "broken", said: message });
    for (const file of files) if (!file.file.endsWith(".js")) this.send("take", file);
    await this.ask("start", { modules }, "ready");
  }

  send(act, content = {}) {
    this.worker.postMessage({ act, ...content });
  }

  /** Send, and wait for the message of the kind that answers it. */
  ask(act, content, kind) {
    return new Promise((resolve, reject) => {
      this.waiting.set(kind, resolve);
      this.waiting.set("broken", ({ said }) => reject(new Error(said)));
      this.send(act, content);
    });
  }

  hear(message) {
    const answer = this.waiting.get(message.kind);
    if (answer) {
      this.waiting.delete(message.kind);
      answer(message);
    } else this.tell(message);
  }

  /** Run a cell, after the packs that it needs are there; whether it went well. */
  async run(number, code) {
    await this.started;
    const { packs } = await this.ask("wanted", { code }, "wanted");
    const missing = packs.filter((name) => !this.loaded.has(name));
    if (missing.length) {
      for (const file of await this.packs.load(missing, this.progress)) this.send("take", file);
      this.send("unpack");
      for (const name of missing) this.loaded.add(name);
    }
    this.tell({ kind: "running" });
    const { well } = await this.ask("run", { number, code }, "done");
    return well;
  }

  /** What a reader changed in a widget. */
  receive(id, changes) {
    this.send("receive", { id, changes });
  }

  stop() {
    this.ended = true;
    this.worker?.terminate();
    if (this.address) URL.revokeObjectURL(this.address);
  }
}
