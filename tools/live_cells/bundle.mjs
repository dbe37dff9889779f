// Bundles what runs in the page for live cells (book/live_cells) into the folder that is named.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const SOURCES = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "book", "live_cells");

const whole = {
  name: "a worker's script as a text",
  setup({ onLoad }) {
    onLoad({ filter: /\.worker\.js$/ }, async ({ path }) => {
      const { outputFiles } = await build({ entryPoints: [path], minify: true, write: false, charset: "utf8" });
      return { contents: outputFiles[0].text, loader: "text" };
    });
  },
};

await build({
  entryPoints: ["page.js", "engine.js", "live.css"].map((name) => join(SOURCES, name)),
  outdir: process.argv[2],
  bundle: true,
  charset: "utf8",
  format: "iife",
  legalComments: "none",
  minify: true,
  plugins: [whole],
  target: "es2022",
});
await build({
  entryPoints: [join(SOURCES, "editor.js")],
  outdir: process.argv[2],
  bundle: true,
  charset: "utf8",
  format: "iife",
  globalName: "lectureEditor",
  legalComments: "linked",
  minify: true,
  target: "es2022",
});
