// Two columns of numbers, read from a text as people have it: a table's cells, a CSV file, typed lines.
import { wrongNumber, wrongRows } from "./rows.js";

const NUMBER = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$/i;
const WITH_COMMA = /^[+-]?[0-9]*,[0-9]+(e[+-]?[0-9]+)?$/i;
/** 1,234 is one number in Berlin and another one in Boston. */
const EITHER = /^[+-]?[0-9]{1,3},[0-9]{3}$/;
const LONGEST = 20;

/** What parts the columns: tabs, else semicolons, else blanks if no line does without, else commas. */
function separatorOf(lines) {
  const bare = lines.map(({ text }) => text.replace(/"[^"]*"/g, '""'));
  for (const sign of ["\t", ";"]) if (bare.some((text) => text.includes(sign))) return sign;
  // The first line may hold names, with blanks in them.
  const rest = bare.length > 1 ? bare.slice(1) : bare;
  const hasBlank = (text) => /\s/.test(text.replace(/\s*,\s*/g, ","));
  return rest.every(hasBlank) || !bare.some((text) => text.includes(",")) ? /\s+/ : ",";
}

/** The cells of a line; what stands in quotation marks is one cell, whatever is in it. */
function cellsOf(text, separator) {
  const kept = [];
  const bare = text.replace(/"([^"]*)"/g, (_, inside) => `"${kept.push(inside) - 1}"`);
  const cells = bare.split(separator).map((cell) =>
    cell
      .trim()
      .replace(/^"([0-9]+)"$/, (_, k) => kept[k].trim())
      .replace("−", "-"),
  );
  while (cells.length > 2 && cells.at(-1) === "") cells.pop();
  return cells;
}

const quoted = (text) => `“${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}”`;
const isNumber = (cell) => NUMBER.test(cell) || WITH_COMMA.test(cell);

/** What is wrong with a line; null if nothing is. */
function wrongLine({ number, cells }, told) {
  const where = `Line ${number}`;
  const { columns } = told;
  if (cells.length !== columns.length) {
    const many = cells.length === 1 ? "1 column" : `${cells.length} columns`;
    return `${where} has ${many}; ${columns.length} are needed, ${columns.join(" and ")}.`;
  }
  for (const [k, cell] of cells.entries()) {
    if (!isNumber(cell)) return `${where}: ${cell ? `${quoted(cell)} is no number` : `${columns[k]} is missing`}.`;
    const wrong = wrongNumber(Number(cell.replace(",", ".")), told, k);
    if (wrong) return `${where}: ${wrong}, not ${quoted(cell)}.`;
  }
  return null;
}

/**
 * The rows of a text, `{ rows, note }`, with a `note` on how it was understood; or `{ problem }`, a sentence that
 * names the line. Columns are parted by tabs, semicolons, commas or blanks; the first line may hold names.
 * Decimal commas are understood where nothing else can be meant.
 */
export function readColumns(text, told) {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n?|\n/)
    .map((line, i) => ({ number: i + 1, text: line.replace(/^ +| +$/g, "") }))
    .filter((line) => line.text.trim());
  if (!lines.length) return { problem: wrongRows([], told) };
  const separator = separatorOf(lines);
  const all = lines.map(({ number, text }) => ({ number, cells: cellsOf(text, separator) }));
  const notes = [];
  if (!all[0].cells.some(isNumber)) {
    const names = all.shift();
    if (!all.length) return { problem: wrongLine(names, told) };
    notes.push("The first line was taken as names.");
  }
  for (const line of all) {
    const problem = wrongLine(line, told);
    if (problem) return { problem };
  }
  const commas = all.flatMap(({ number, cells }) =>
    cells.filter((cell) => cell.includes(",")).map((cell) => ({ number, cell })),
  );
  if (commas.length && commas.every(({ cell }) => EITHER.test(cell))) {
    const [{ number, cell }] = commas;
    const [whole, rest] = cell.split(",");
    return { problem: `Line ${number}: ${quoted(cell)} may be ${whole}.${rest} or ${whole}${rest}; write it so.` };
  }
  if (commas.length) notes.push("Decimal commas were read as points.");
  // no zero has a sign: a link does not tell it
  const rows = all.map(({ cells }) => cells.map((cell) => Number(cell.replace(",", ".")) + 0));
  const problem = wrongRows(rows, told);
  return problem ? { problem: [problem, ...notes].join(" ") } : { rows, note: notes.join(" ") };
}
