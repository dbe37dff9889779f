// How Predict mode goes: how many right answers in a row, which kinds of steps go wrong, and how one graph went.

/** How one graph goes, from its first step on. */
export const newRound = () => ({ asked: 0, right: 0, shown: false });

/** `round` is null where the graph was not answered step by step. */
export const newTally = () => ({ streak: 0, kinds: {}, round: newRound() });

/** Write down how the first answer to a step went: right, wrong, or not given but shown. */
export function count(tally, kind, isRight) {
  tally.streak = isRight ? tally.streak + 1 : 0;
  if (tally.round) {
    tally.round.asked += 1;
    tally.round.right += Number(isRight);
  }
  if (kind === null) return;
  tally.kinds[kind] ??= { wrong: 0, asked: 0 };
  tally.kinds[kind].asked += 1;
  if (!isRight) tally.kinds[kind].wrong += 1;
}

/** One sentence about what goes well and what does not; nothing while there is nothing to say. */
export function summary({ streak, kinds }) {
  const said = [];
  if (streak > 2) said.push(`${streak} right in a row.`);
  const [worst] = Object.entries(kinds).sort(([, a], [, b]) => b.wrong - a.wrong || a.asked - b.asked);
  if (worst?.[1].wrong > 1) said.push(`Most often wrong: ${worst[0]}, ${worst[1].wrong} of ${worst[1].asked}.`);
  return said.join(" ");
}
