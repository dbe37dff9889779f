// What a browser has and a bare V8 or linkedom has not, as far as the widgets ask for it. `page` is for the tests.
globalThis.console = { log() {}, warn() {}, error() {}, info() {}, debug() {} };
globalThis.performance = { now: () => clock.now };
globalThis.queueMicrotask = (task) => void Promise.resolve().then(task);

/** Time stands still until a test moves it. */
const clock = {
  now: 0,
  count: 0,
  tasks: new Map(),
  add(task, wait, every = null) {
    clock.count += 1;
    clock.tasks.set(clock.count, { task, at: clock.now + wait, every });
    return clock.count;
  },
  /** Do what is due within some milliseconds, in its order. */
  async advance(milliseconds) {
    const end = clock.now + milliseconds;
    for (;;) {
      const [next] = [...clock.tasks].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (!next) break;
      const [id, entry] = next;
      clock.now = entry.at;
      if (entry.every === null) clock.tasks.delete(id);
      else entry.at += Math.max(1, entry.every);
      entry.task(clock.now);
      await null;
      await null;
    }
    clock.now = end;
  },
};
globalThis.setTimeout = (task, wait = 0) => clock.add(task, wait);
globalThis.setInterval = (task, wait = 0) => clock.add(task, wait, wait);
globalThis.requestAnimationFrame = (task) => clock.add(task, 16);
globalThis.clearTimeout = (id) => void clock.tasks.delete(id);
globalThis.clearInterval = globalThis.clearTimeout;
globalThis.cancelAnimationFrame = globalThis.clearTimeout;

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
globalThis.atob = (text) => {
  let [bits, count, bytes] = [0, 0, ""];
  for (const sign of text.replace(/=/g, "")) {
    bits = ((bits << 6) | DIGITS.indexOf(sign)) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += String.fromCharCode((bits >> count) & 255);
  }
  return bytes;
};
