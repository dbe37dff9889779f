// Where the slope of a function of one variable jumps. The Python twin is lecture_lib/expression/jumps.py.

/**
 * A point with a value but without f″, alone among others: what its slopes beside it tell. `isSteep` if f″ grows without bound
 * towards it; `kink` if the slopes settle at two numbers, or grow without bound, one up and one down.
 */
export function oddPoint(f, xs, k) {
  const step = xs[1] - xs[0];
  const settled = [];
  let isSteep = false;
  for (const way of [-1, 1]) {
    if (!(k + way in xs)) continue;
    const [far, near] = [1e-6, 1e-9].map((part) => xs[k] + way * part * step);
    const [there, here] = [far, near].map((x) => f.slope(x));
    const [bent, bend] = [far, near].map((x) => Math.abs(f.curvature(x)));
    if (bend > 1.01 * bent && bend * 1e-9 * step > 1e-11 * Math.abs(here)) isSteep = true;
    if (Math.abs(there - here) <= 1e-5 * Math.abs(here)) settled.push(here);
    else if (Math.abs(here) > 2 * Math.abs(there)) settled.push(Math.sign(here) * Infinity);
  }
  const [before, after] = settled;
  const jumps = settled.length === 2 && before !== after;
  return { k, isSteep, kink: jumps ? { x: xs[k], before, after } : null };
}

/**
 * Where the slope jumps, from left to right: it is driven into a corner by halving. Slopes at points that know no f″ are
 * left out: they are conventions. `unit` is the size by which rounding is judged, `odd` are the points at which f″ is not a number.
 */
export function kinksOf(xs, slopes, bends, f, unit, odd) {
  const found = [];
  const step = xs[1] - xs[0];
  for (let k = 0; k + 1 < xs.length; k += 1) {
    if (Number.isNaN(bends[k]) || Number.isNaN(bends[k + 1])) continue;
    const change = slopes[k + 1] - slopes[k];
    const size = step * Math.max(Math.abs(bends[k]), Math.abs(bends[k + 1]));
    // what f″ does not account for, by the trapezoidal rule
    const more = Math.abs(change - 0.5 * step * (bends[k] + bends[k + 1]));
    if (!Number.isFinite(change) || more <= 0.02 * size + 1e-6 * (unit + Math.abs(slopes[k]))) continue;
    let [a, b, before, after] = [xs[k], xs[k + 1], slopes[k], slopes[k + 1]];
    for (let i = 0; i < 40; i += 1) {
      const middle = 0.5 * (a + b);
      const between = f.slope(middle);
      if (Math.abs(between - before) >= Math.abs(after - between)) [b, after] = [middle, between];
      else [a, before] = [middle, between];
    }
    const jump = Math.abs(after - before);
    const isPole = before * after > 0 && jump > 2 * (Math.abs(change) + size);
    if (!(jump > 1e-5 * (unit + Math.abs(before))) || isPole) continue;
    const last = found.at(-1);
    if (last && a - last.x < 1e-6 * (xs.at(-1) - xs[0])) last.after = after;
    else found.push({ x: b === xs[k + 1] ? b : a === xs[k] ? a : 0.5 * (a + b), before, after });
  }
  const alone = odd.map(({ kink }) => kink).filter(Boolean);
  return [...found, ...alone].sort((one, other) => one.x - other.x);
}
