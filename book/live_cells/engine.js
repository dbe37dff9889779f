// The live cells of a page, after the first press: what runs, in which order, and what the page says of it.
import { Cell } from "./cell.js";
import { Memory } from "./memory.js";
import { changeWidget } from "./models.js";
import { Outputs } from "./outputs.js";
import { Packs, Session } from "./session.js";

const VERDICT = "application/vnd.lecture-verdict+json";
const { lectureLive: live } = globalThis;
const packs = new Packs(live.load);
const memory = new Memory(live.key);
const cells = live.cells
  .filter((cell) => cell.dataset.live)
  .map((element) => new Cell(element, live.cells.indexOf(element) + 1, memory));
const cellOf = (element) => cells.find((cell) => cell.element === element);

let session = null;
let queue = [];
let busy = null; // { cell, outputs } while a cell runs
const pending = new Map(); // comm id -> what a reader changed while a cell ran

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
const time = (seconds) => (seconds < 1 ? `${Math.max(1, Math.round(1000 * seconds))} ms` : `${seconds.toFixed(1)} s`);

function progress(done, all) {
  busy?.cell.say(`Loading Python: ${megabytes(done)} of ${megabytes(all)} MB`);
}

function hear(message) {
  if (message.kind === "widget") changeWidget(message);
  else if (message.kind === "running") busy?.cell.enter("running");
  else if (message.kind === "broken") busy?.cell.enter("error", message.said);
  else {
    if (message.kind === "error") busy?.cell.mark(message.line);
    if (message.data?.[VERDICT] && busy?.cell.element.matches(".tag_check")) busy.verdict = message.data[VERDICT];
    busy?.outputs.hear(message);
  }
}

function changed(id, changes) {
  if (busy) pending.set(id, { ...pending.get(id), ...changes });
  else session?.receive(id, changes);
}

function tellChanges() {
  for (const [id, changes] of pending) session.receive(id, changes);
  pending.clear();
}

function begin() {
  if (session) return;
  session = new Session(packs, progress, hear);
  session.changed = changed;
}

/** Run what is queued, one after another; a cell that fails ends it. */
async function work() {
  if (busy) return;
  while (queue.length) {
    const cell = queue.shift();
    begin();
    const now = session;
    busy = { cell, outputs: new Outputs(cell.element, now) };
    cell.enter("running", "Starting Python");
    cell.mark(null);
    const started = performance.now();
    let well;
    try {
      await now.started;
      const outputs = busy.outputs;
      outputs.begin();
      well = await now.run(cell.number, cell.text());
      outputs.end();
    } catch (problem) {
      if (now.ended) return; // it was stopped, which has been said
      busy.outputs.end();
      cell.enter("error", `Python could not go on: ${problem.message}.`);
      end();
      busy = null;
      return;
    }
    if (now.ended) return;
    const { verdict } = busy;
    busy = null;
    tellChanges();
    if (!well) cell.enter("error", "An error");
    else if (verdict) cell.enter("done", live.exercises.judged(cell.element, verdict));
    else cell.enter("done", `Run in ${time((performance.now() - started) / 1000)}`);
    cell.fresh = well;
    older(cell);
    if (!well) refuse(cell);
  }
}

/** The cells of exercises stand for themselves: the book's need none of them, and they none of the book's. */
const ofExercise = (cell) => cell.element.matches(".tag_exercise, .tag_check, .tag_solution");
const ofBook = (cell) => !cell.element.matches(".live-own") && !ofExercise(cell);

/** What stands below was computed from what was before. */
function older(cell) {
  if (ofExercise(cell)) return;
  for (const below of cells.slice(cells.indexOf(cell) + 1)) {
    if (below.fresh && !queue.includes(below) && !ofExercise(below)) {
      below.fresh = false;
      below.enter("older", "From an earlier run");
    }
  }
}

function refuse(failed) {
  for (const cell of queue) cell.enter(cell.before, `Not run, because of the error in cell ${failed.number}`);
  queue = [];
}

/** What a cell needs: those above it that have not run since Python started; a check, what was filled in. */
function needed(cell) {
  if (cell.element.matches(".tag_check")) return [cellOf(live.exercises.filled(cell.element))];
  if (ofExercise(cell)) return [];
  return cells.slice(0, cells.indexOf(cell)).filter((other) => !other.fresh && ofBook(other));
}

function run(cell) {
  for (const other of [...needed(cell), cell]) {
    if (queue.includes(other) || (busy?.cell === other && other !== cell)) continue;
    other.before = other.element.dataset.live;
    other.enter("queued", "Waiting");
    queue.push(other);
  }
  return work();
}

function runAll() {
  for (const cell of cells) cell.fresh = false;
  return run(cells.filter((cell) => ofBook(cell)).at(-1));
}

function end() {
  session?.stop();
  session = null;
  for (const cell of queue) cell.enter(cell.before ?? "book", "");
  queue = [];
  pending.clear();
  for (const cell of cells) {
    if (cell.fresh) cell.enter("older", "From an earlier run");
    cell.fresh = false;
  }
}

function stop() {
  const stopped = busy;
  end();
  busy = null;
  stopped?.outputs.end();
  stopped?.cell.enter("error", "Stopped. What was computed is gone; the cells above run again at the next Run.");
}

const acts = {
  run,
  stop,
  "run-all": runAll,
  edit: (cell) => cell.edit(),
  take: (cell) => cells.find(({ element }) => element.matches(".live-large")).take(cell.text()),
  reset: (cell) => cell.reset(),
  "reset-all": () => Promise.all(cells.map((cell) => cell.reset())),
  restore: () => Promise.all(cells.map((cell) => cell.restore())),
};

for (const cell of cells) {
  cell.onRun = async (goOn) => {
    const done = run(cell);
    if (goOn) cells[cells.indexOf(cell) + 1]?.focus();
    await done;
  };
}

live.engine = { act: (act, element) => acts[act](cellOf(element) ?? cells[0]) };
