// Bundles each widget's view.js into the bundle.js beside it: a classic script that defines one global, the widget's name.
// What a page holds once for all its widgets is bundled apart, from the parts.js of a folder, under a name of its own.
// With --check nothing is written: the committed bundles are compared with fresh ones, and their size is held.
// Folders of widgets may be named; without any, all are meant.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT = 30_000; // bytes, gzipped
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const WIDGETS = join(ROOT, "lecture_lib", "widgets");
/** Folders of what widgets share, and the globals of their scripts; each may stand on those before it. */
const SHARED = { shared: "LectureShared", formula: "LectureFormulas" };

const camelCase = (name) => name.replace(/(^|_)([a-z])/g, (_, __, letter) => letter.toUpperCase());
const pairs = (names) => names.split(",").map((pair) => pair.split(" as "));

/** Has a module that is in a shared script taken from that script's global. */
const takeFrom = (shared) => ({
  name: "shared scripts",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const found = shared.find(({ modules }) => modules.has(resolve(resolveDir, path)));
      return found && { path: found.global, external: true, sideEffects: false };
    });
  },
});

async function bundle(folder, entry, global, shared) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(WIDGETS, folder, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    charset: "utf8",
    format: "esm",
    legalComments: "none",
    metafile: true,
    minify: true,
    outfile: "bundle.js",
    plugins: [takeFrom(shared)],
    target: "es2022",
    write: false,
  });
  const returned = (_, names) => `return{${pairs(names).map((pair) => pair.reverse().join(":"))}}`;
  const taken = (_, names, from) => {
    const known = shared.find(({ global }) => global === from).names;
    const strange = pairs(names).find(([name]) => !known.includes(name));
    if (strange) throw new Error(`${folder} takes ${strange[0]} from ${from}, whose parts.js does not name it`);
    return `const{${pairs(names).map((pair) => pair.join(":"))}}=${from};`;
  };
  const script = outputFiles[0].text
    .replace(/import\{([^}]*)\}from"(\w+)";/g, taken)
    .replace(/export\{(.*)\};\s*$/, returned);
  const names = metafile.outputs["bundle.js"].exports;
  const modules = new Set(Object.keys(metafile.inputs).map((path) => resolve(ROOT, path)));
  // What esbuild itself puts around a script with one global weighs 180 bytes gzipped more.
  return { global, names, modules, text: `var ${global}=(()=>{${script}})();\n` };
}

function fault(path, text) {
  if (!existsSync(path)) return "is missing: make bundles";
  if (readFileSync(path, "utf8") !== text) return "is not what its sources give: make bundles";
  return null;
}

const check = process.argv.includes("--check");
const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const widgets = (named.length ? named : readdirSync(WIDGETS)).filter((name) =>
  existsSync(join(WIDGETS, name, "view.js")),
);
let failed = widgets.length === 0;
if (failed) console.error(`no widget has a view.js under ${relative(ROOT, WIDGETS)}`);

function keep(folder, text) {
  const path = join(WIDGETS, folder, "bundle.js");
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

const shared = [];
for (const [folder, global] of Object.entries(SHARED)) {
  shared.push(await bundle(folder, "parts.js", global, [...shared]));
  keep(folder, shared.at(-1).text);
}
for (const name of widgets) keep(name, (await bundle(name, "view.js", camelCase(name), shared)).text);
process.exit(failed ? 1 : 0);
