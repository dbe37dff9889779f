// Python in Node, from the packs that a page loads.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";

/** The bytes of one file of a pack, from the scripts that carry it. */
function unpacked(folder, { scripts, gzip }) {
  const parts = scripts.map((name) => /"([^"]*)"\);\n$/.exec(readFileSync(join(folder, name), "utf8"))[1]);
  const bytes = Buffer.concat(parts.map((text) => Buffer.from(text, "base64")));
  return new Uint8Array(gzip ? gunzipSync(bytes) : bytes); // Python knows no Buffer
}

/** A Python that has heard of nothing, and what it has said so far. */
export async function start(folder) {
  const { packs, modules } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const python = await loadPyodide({ env: { HOME: "/home/pyodide", MPLBACKEND: "agg" } });
  const place = python.runPython("import site; site.getsitepackages()[0]");
  const loaded = new Set();
  const said = [];
  const load = (pack) => {
    if (loaded.has(pack)) return;
    loaded.add(pack);
    for (const file of packs[pack]) {
      if (file.file.endsWith(".zip") && file.file !== "python_stdlib.zip")
        python.unpackArchive(unpacked(folder, file), "zip", { extractDir: place });
    }
    python.runPython("import importlib; importlib.invalidate_caches()");
  };
  load("core");
  const half = python.pyimport("live_cells");
  half.start((text) => said.push(JSON.parse(text)), python.toPy(modules));
  const run = (number, code) => {
    for (const pack of half.wanted(code).toJs()) load(pack);
    half.run(number, code);
    return said.splice(0);
  };
  return { run };
}
