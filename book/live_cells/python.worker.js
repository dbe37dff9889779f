// Python in a worker: unpacks what the page hands over, starts Pyodide, and runs cells one after another.
// What stands before this in the worker's script: pyodide.asm.js and pyodide.js.
(() => {
  const files = new Map(); // file name -> bytes, unpacked
  const zips = []; // archives that are not yet in Python's path
  let python;
  let half;

  /** Bytes of base64, in the form that all engines can read quickly. */
  const fromBase64 = (text) => {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
    return bytes;
  };

  // Not a Blob's stream: WebKit never ends it in a worker that came from a folder.
  const gunzip = async (bytes) => {
    const stream = new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  const say = (message) => postMessage(message);

  async function take({ file, parts, gzip }) {
    const pieces = parts.map(fromBase64);
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    const bytes = gzip ? await gunzip(whole) : whole;
    if (file.endsWith(".zip") && file !== "python_stdlib.zip") zips.push(bytes);
    else files.set(file, bytes);
  }

  // Pyodide asks for its files by address: they are here, and nothing else is to be had.
  const TYPES = { wasm: "application/wasm", json: "application/json" };
  self.fetch = async (address) => {
    const url = address instanceof Request ? address.url : String(address);
    const name = url.split("/").pop();
    if (!files.has(name)) throw new TypeError(`${name} is not in the packs of this book`);
    return new Response(files.get(name), { headers: { "content-type": TYPES[name.split(".").pop()] ?? "" } });
  };

  function unpack() {
    for (const bytes of zips.splice(0)) {
      const place = python.runPython("import site; site.getsitepackages()[0]");
      python.unpackArchive(bytes, "zip", { extractDir: place });
    }
    python.runPython("import importlib; importlib.invalidate_caches()");
  }

  async function start({ modules }) {
    python = await loadPyodide({ indexURL: "live://book/", env: { HOME: "/home/pyodide", MPLBACKEND: "agg" } });
    unpack();
    half = python.pyimport("live_cells");
    half.start((text) => say(JSON.parse(text)), python.toPy(modules));
    files.clear();
    say({ kind: "ready" });
  }

  const answers = {
    take,
    start,
    unpack,
    wanted: ({ code }) => say({ kind: "wanted", packs: half.wanted(code).toJs() }),
    run: ({ number, code }) => say({ kind: "done", number, well: half.run(number, code) }),
    receive: ({ id, changes }) => half.receive(id, python.toPy(changes)),
  };

  // In the order in which they came, also where one has to be waited for.
  let last = Promise.resolve();
  self.onmessage = ({ data }) => {
    last = last.then(() => answers[data.act](data)).catch((problem) => say({ kind: "broken", said: String(problem) }));
  };
})();
