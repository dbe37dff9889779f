// What a reader has answered, kept in this browser alone. A question or an exercise tells of an answer by the event
// lecture:answered; the marks beside the chapters show what is done, and a question learns how it stood when it comes to
// life. Nothing is sent anywhere. Where a browser keeps nothing, all of it works until the page is left.
{
  const BOOK = new URL(document.documentElement.dataset.content_root ?? "./", location.href).pathname;
  const STORE = `lecture-practice ${BOOK}`;
  const VERSION = 1;
  /** After how many days what was wrong comes back, again and again. */
  const DAYS = [1, 3, 7, 21];
  const STANDINGS = ["right", "wrong", "shown"];
  const [LONGEST, MOST] = [1_000_000, 5000];
  let kept = { version: VERSION, answers: {} }; // for a browser that keeps nothing

  /** The day by the reader's own calendar, counted from 1970. */
  const today = (now = new Date()) => Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / 86_400_000);

  /** The browser's storage; null where a page may have none: in private windows, in frames of others. */
  function storage() {
    try {
      return globalThis.localStorage;
    } catch (problem) {
      if (problem instanceof DOMException) return null;
      throw problem;
    }
  }

  const isDay = (value) => Number.isInteger(value) && value >= 0 && value < 1e6;

  /** Whether a value is what is kept of an answer. */
  function isRecord(value) {
    if (typeof value !== "object" || value === null) return false;
    const { standing, day, step, due } = value;
    const isRepeated = Number.isInteger(step) && step >= 0 && step < DAYS.length && isDay(due);
    return STANDINGS.includes(standing) && isDay(day) && (isRepeated || (step === null && due === null));
  }

  /** What a text holds, {version, answers}; an error that says what is wrong where it is none. */
  function parsed(text) {
    if (text.length > LONGEST) throw new RangeError("it is too large to be a file of this book");
    const { version, answers } = JSON.parse(text) ?? {};
    if (version !== VERSION || typeof answers !== "object" || answers === null || Array.isArray(answers)) {
      throw new RangeError("it is not a file that this page has written");
    }
    const entries = Object.entries(answers);
    if (entries.length > MOST) throw new RangeError(`it has ${entries.length} answers; at most ${MOST} are read`);
    for (const [key, record] of entries) {
      if (!/^[a-z0-9_]+\/[A-Za-z0-9_-]+$/.test(key) || !isRecord(record)) {
        throw new RangeError(`its entry "${key.slice(0, 60)}" is not one of an answer`);
      }
    }
    const plain = ([key, { standing, day, step, due }]) => [key, { standing, day, step, due }];
    return { version, answers: Object.fromEntries(entries.map(plain)) };
  }

  /** All answers by chapter/id. What is stored and cannot be read, by an older book say, counts as nothing. */
  function answers() {
    const text = storage()?.getItem(STORE);
    if (!text) return kept.answers;
    try {
      kept = parsed(text);
    } catch (problem) {
      if (!(problem instanceof RangeError || problem instanceof SyntaxError)) throw problem;
      kept = { version: VERSION, answers: {} };
    }
    return kept.answers;
  }

  function keep(all) {
    kept = { version: VERSION, answers: all };
    try {
      storage()?.setItem(STORE, JSON.stringify(kept));
    } catch (problem) {
      if (!(problem instanceof DOMException)) throw problem; // no room: it is known until the page is left
    }
    mark();
  }

  /** How an answer changes what is kept of its question. Right answers lengthen the time until it comes back. */
  function noted(before, { right, shown }, day) {
    if (!right || shown) return { standing: shown ? "shown" : "wrong", day, step: 0, due: day + DAYS[0] };
    if (!before || before.due === null) return { standing: "right", day, step: null, due: null };
    if (day < before.due) return { ...before, standing: "right", day };
    const step = before.step + 1;
    if (step === DAYS.length) return { standing: "right", day, step: null, due: null };
    return { standing: "right", day, step, due: day + DAYS[step] };
  }

  const isDue = (record, day = today()) => record.due !== null && record.due <= day;
  const standing = (record) => (record ? (isDue(record) ? "due" : record.standing) : "");

  /** Answers of two browsers together: of each question the later one. */
  function merged(here, there) {
    const later = Object.entries(there).filter(([key, { day }]) => !(here[key]?.day >= day));
    return { ...here, ...Object.fromEntries(later) };
  }

  /** The chapter that a page is of: the name of its file. */
  const chapterOf = (path) => path.match(/([^/]*?)(\.html)?$/)[1];

  const nav = /** @type {HTMLElement} */ (document.querySelector("#book-contents nav"));
  const totals = new Map((nav?.dataset.practice ?? "").split(" ").map((each) => /** @type {any} */ (each.split(":"))));

  /** Write how much is done beside each chapter in which something is. */
  function mark() {
    const right = Object.entries(answers()).filter(([, record]) => record.standing === "right");
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (nav?.querySelectorAll("li > a") ?? [])) {
      const chapter = chapterOf(link.pathname);
      const total = Number(totals.get(chapter) ?? 0);
      const done = Math.min(total, right.filter(([key]) => key.startsWith(`${chapter}/`)).length);
      link.querySelector(".practised")?.remove();
      if (!done) continue;
      const note = Object.assign(document.createElement("span"), { className: "practised" });
      note.textContent = ` ${done} of ${total} done`;
      link.append(note);
    }
  }

  function tell(element) {
    if (element.dataset.host !== "Question" || !element.model) return;
    element.model.set("standing", standing(answers()[element.model.get("key")]));
    element.model.save_changes();
  }

  document.addEventListener("lecture:answered", (event) => {
    const { chapter, id, kind, right, shown } = /** @type {CustomEvent} */ (event).detail;
    if (kind === "drill") return; // it has no end
    const key = `${chapter}/${id}`;
    const all = answers();
    keep({ ...all, [key]: noted(all[key], { right, shown }, today()) });
  });
  document.addEventListener("lecture:alive", (event) => tell(event.target));
  addEventListener("storage", ({ key }) => key === STORE && mark());
  for (const element of document.querySelectorAll(".lecture-widget")) tell(element);
  mark();

  /** @type {any} */ (globalThis).lectureProgress = {
    answers,
    chapterOf,
    isDue,
    merge: (text) => keep(merged(answers(), parsed(text).answers)),
    noted,
    parsed,
    standing,
    today,
    forget: () => keep({}),
    text: () => `${JSON.stringify({ version: VERSION, answers: answers() }, null, 1)}\n`,
  };
}
