// What the pictures of one's own points show, in words and numbers.
import { bestGap, conditions, gap, hundredth, promised, STEPS } from "./fit.js";
import { formatNumber, whole } from "./lesson.js";

/** The formula of a line, with a sign between its parts. */
export function formula([a, b]) {
  const slope = `${formatNumber(Math.abs(b))}x`;
  return `y = ${formatNumber(a)} ${b < 0 ? "−" : "+"} ${slope}`.replaceAll(" ", "\u00a0");
}

/** What is promised of the gap after t steps. */
function promise(run, t) {
  const { name, step } = run;
  if (name === "absolute") {
    const jumps = "The slope of |r| jumps, so there is no L, and a step of fixed size never settles";
    if (t === 0) return `${jumps}.`;
    const best = formatNumber(bestGap(run, t));
    return `${jumps}: the best gap so far is ${best}, and (R² + tη²G²)/2ηt = ${formatNumber(promised(run, t))} is promised.`;
  }
  if (step > 2 && name === "square") return "η > 2/L: the descent diverges.";
  if (step === 2 && name === "square") return "η = 2/L: the descent swings for ever.";
  if (step > 1 && name === "huber") return "η > 1/L: the lecture’s bound says nothing.";
  if (t === 0) return "";
  const bound = formatNumber(promised(run, t));
  return name === "square" ? `Its linear rate promises ${bound}.` : `The lecture’s R²/2ηt promises ${bound}.`;
}

/** How long the descent takes. */
function duration(run) {
  const t = hundredth(run);
  if (t !== null) return `${whole(t)} step${t === 1 ? " brings" : "s bring"} it to a hundredth of the first gap.`;
  if (run.name === "square")
    return run.step < 2 ? "A billion steps do not bring it to a hundredth of the first gap." : "";
  return `${STEPS} steps do not bring it to a hundredth of the first gap.`;
}

/** The condition number of the points, in both scales of x. */
export function condition(data) {
  const [plain, standardised] = conditions(data);
  return `κ = ${formatNumber(plain)} with x as it is, ${formatNumber(standardised)} standardised`;
}

/** What one point does to the line and to κ; nothing where no line is left without it. @type {(all: any) => string} */
function outlier({ data, marked, best, bestOfRest, rest }) {
  if (!rest) return "";
  const [before, after] = [conditions(data)[0], conditions(rest)[0]].map(formatNumber);
  return (
    `Without the marked point (${data[marked].map((x) => formatNumber(x)).join(", ")}) κ would be ${after}, not ${before}, ` +
    `and the best line ${formula(bestOfRest)}, not ${formula(best)}.`
  );
}

/** The state in words; no line ends between a sign and the number after it. */
export function inWords({ run, t, line, ...points }) {
  const now = `Step ${t}: ${formula(line)} with J = ${formatNumber(run.losses[t])}, ${formatNumber(gap(run, run.iterates[t]))} above the least.`;
  return [now, promise(run, t), duration(run), outlier(points)]
    .filter(Boolean)
    .join(" ")
    .replace(/ ([=>]) (?=[−0-9])/g, "\u00a0$1\u00a0");
}
