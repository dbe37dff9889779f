// Bundles each widget's view.js into the bundle.js beside it: a classic script that defines one global, the widget's name.
// With --check nothing is written: the committed bundles are compared with fresh ones, and their size is held.
// Folders of widgets may be named; without any, all are meant.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT = 30_000; // bytes, gzipped
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const WIDGETS = join(ROOT, "lecture_lib", "widgets");

const camelCase = (name) => name.replace(/(^|_)([a-z])/g, (_, __, letter) => letter.toUpperCase());

async function bundle(name) {
  const { outputFiles } = await build({
    entryPoints: [join(WIDGETS, name, "view.js")],
    absWorkingDir: ROOT,
    bundle: true,
    charset: "utf8",
    format: "esm",
    legalComments: "none",
    minify: true,
    target: "es2022",
    write: false,
  });
  const returned = (_, names) => `return{${names.split(",").map((pair) => pair.split(" as ").reverse().join(":"))}}`;
  // What esbuild itself puts around a script with one global weighs 180 bytes gzipped more.
  return `var ${camelCase(name)}=(()=>{${outputFiles[0].text.replace(/export\{(.*)\};\s*$/, returned)}})();\n`;
}

function fault(path, text) {
  if (!existsSync(path)) return "is missing: make bundles";
  if (readFileSync(path, "utf8") !== text) return "is not what its sources give: make bundles";
  return null;
}

const check = process.argv.includes("--check");
const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const names = (named.length ? named : readdirSync(WIDGETS)).filter((name) =>
  existsSync(join(WIDGETS, name, "view.js")),
);
let failed = names.length === 0;
if (failed) console.error(`no widget has a view.js under ${relative(ROOT, WIDGETS)}`);
for (const name of names) {
  const path = join(WIDGETS, name, "bundle.js");
  const text = await bundle(name);
  const size = gzipSync(text, { level: 9 }).length;
  const faults = [];
  if (check) faults.push(fault(path, text));
  else writeFileSync(path, text);
  if (size > LIMIT) faults.push(`has ${size} bytes gzipped; ${LIMIT} are allowed`);
  for (const words of faults.filter(Boolean)) {
    console.error(`${relative(ROOT, path)} ${words}`);
    failed = true;
  }
  console.log(`${relative(ROOT, path)}: ${size} bytes gzipped`);
}
process.exit(failed ? 1 : 0);
