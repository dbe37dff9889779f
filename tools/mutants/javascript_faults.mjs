// Prints a random sample of the faults that Stryker can plant in JavaScript files, as JSON, like python_faults.py:
//     javascript_faults.mjs COUNT SEED ROOT FILE...
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";

const [count, seed, root, ...names] = process.argv.slice(2);
const quiet = new Proxy({}, { get: () => () => false });
const OPTIONS = { ignorers: [], excludedMutations: [], plugins: null, noHeader: true };

/** The place in a text of a line and a column, both counted from 0. */
function placeOf(text, { line, column }) {
  let start = 0;
  for (let i = 0; i < line; i += 1) start = text.indexOf("\n", start) + 1;
  return start + column;
}

/** Numbers in [0, 1) that a seed determines (Mulberry32). */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const everything = [];
for (const name of names) {
  const text = readFileSync(join(root, name), "utf8");
  const { mutants } = await new Instrumenter(quiet).instrument([{ name, content: text, mutate: true }], OPTIONS);
  for (const { location, replacement, mutatorName } of mutants) {
    everything.push({ name, text, location, replacement, kind: mutatorName });
  }
}
const random = generator(Number(seed));
const faults = [];
for (let left = Math.min(Number(count), everything.length); left > 0; left -= 1) {
  const [{ name, text, location, replacement, kind }] = everything.splice(Math.floor(random() * everything.length), 1);
  const changed = text.slice(0, placeOf(text, location.start)) + replacement + text.slice(placeOf(text, location.end));
  faults.push({ file: name, line: location.start.line + 1, kind, text: changed });
}
process.stdout.write(JSON.stringify({ of: everything.length + faults.length, faults }));
