// Makes one style sheet of several, with the rules that pages can use.
// Reads a list from its input: {"pages": [paths], "scripts": [paths], "sheets": [{"path", "whole"}], "folder"}.
// Writes the sheet, minified, for a file that stands in `folder`. A sheet that is `whole` keeps all its rules.
import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { transformSync } from "esbuild";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const { pages, scripts, sheets, folder } = JSON.parse(readFileSync(0, "utf8"));
const read = (path) => readFileSync(path, "utf8");

// What a page has: tags, classes, ids and attributes, and no word of its text.
const TAG = /<([a-zA-Z][\w-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
function inPage(html) {
  const found = { tags: [], classes: [], ids: [], attributes: { names: [], values: [] }, undetermined: [] };
  for (const [, tag, attributes] of html.matchAll(TAG)) {
    found.tags.push(tag.toLowerCase());
    for (const [, name, ...values] of attributes.matchAll(ATTRIBUTE)) {
      const value = values.find((each) => each !== undefined) ?? "";
      found.attributes.names.push(name);
      found.attributes.values.push(value);
      if (name === "class") found.classes.push(...value.split(/\s+/));
      if (name === "id") found.ids.push(value);
    }
  }
  return found;
}

// What a script may add: every word in its strings.
const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
const inScript = (text) => (text.match(STRING) ?? []).flatMap((each) => each.match(/[\w-]+/g) ?? []);

const extractors = [
  { extensions: ["html"], extractor: inPage },
  { extensions: ["js"], extractor: inScript },
];
const content = [
  ...pages.map((path) => ({ raw: read(path), extension: "html" })),
  ...scripts.map((path) => ({ raw: read(path), extension: "js" })),
];

// A sheet's addresses count from its own folder; the new one stands elsewhere.
const moved = (css, path) =>
  css.replace(
    /url\((["']?)(?!data:|https?:|#)([^"')]+)\1\)/g,
    (_, __, address) => `url("${relative(folder, resolve(dirname(path), address))}")`,
  );

// Other sheets that a sheet asks for are taken into it.
const whole = (path) => {
  const css = read(path).replace(/^@charset[^;]*;/, "");
  const IMPORT = /@import\s+(?:url\()?["']([^"']+)["']\)?;/g;
  const before = [...css.matchAll(IMPORT)].map(([, address]) => whole(resolve(dirname(path), address)));
  return [...before, moved(css.replace(IMPORT, ""), path)].join("\n");
};

const used = async (css) => {
  const [{ css: kept }] = await new PurgeCSS().purge({
    content,
    css: [{ raw: css }],
    extractors,
    fontFace: true,
    keyframes: true,
    dynamicAttributes: ["open", "data-theme", "data-mode", "aria-current"],
  });
  return kept;
};

// A variable that nothing reads goes, and then those that only it has read.
function readVariables(css, elsewhere) {
  const root = postcss.parse(css);
  for (let again = true; again; ) {
    again = false;
    const read = new Set(`${root}\n${elsewhere}`.match(/(?<=var\(\s*)--[\w-]+/g));
    root.walkDecls(/^--/, (variable) => {
      if (read.has(variable.prop)) return;
      variable.remove();
      again = true;
    });
  }
  return root.toString();
}

// The theme's and the extensions' sheets come first, in their order; then those that are whole.
const foreign = sheets.filter((sheet) => !sheet.whole).map(({ path }) => whole(path));
const own = sheets
  .filter((sheet) => sheet.whole)
  .map(({ path }) => whole(path))
  .join("\n");
const purged = await used(foreign.join("\n"));

// A layout for a narrow window is one for few letters in a line: where a reader's letters are large, it comes earlier.
function inLetters(css) {
  const root = postcss.parse(css);
  root.walkAtRules("media", (rule) => {
    rule.params = rule.params.replace(/([\d.]+)px/g, (_, pixels) => `${pixels / 16}em`);
  });
  return root.toString();
}
const kept = readVariables(inLetters(purged), [own, ...content.map(({ raw }) => raw)].join("\n"));
const { code } = transformSync(`${kept}\n${own}`, { loader: "css", minify: true, legalComments: "none" });
process.stdout.write(code);
