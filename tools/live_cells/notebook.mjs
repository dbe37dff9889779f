// Runs the code cells of notebooks as the page does, with the same packs, in Node: a line of JSON for each, with what its cells said.
//     notebook.mjs PACKS NOTEBOOK...
import { readFileSync } from "node:fs";
import { start } from "./python_in_node.mjs";

const [folder, ...notebooks] = process.argv.slice(2);
for (const notebook of notebooks) {
  const cells = JSON.parse(readFileSync(notebook, "utf8")).cells.filter((cell) => cell.cell_type === "code");
  const python = await start(folder);
  const began = performance.now();
  const outputs = cells.map((cell, number) => {
    if (cell.metadata.tags?.includes("not-in-the-page")) return null;
    return python.run(number + 1, cell.source.join(""));
  });
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`${JSON.stringify({ notebook, outputs, seconds })}\n`);
}
