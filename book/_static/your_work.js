// The page of a reader's own work: what is done, what is to be repeated, and a file of it.
document.addEventListener("DOMContentLoaded", () => {
  const { lectureProgress } = /** @type {any} */ (globalThis);
  /** @type {(name: string) => any} */
  const part = (name) => document.querySelector(`[data-work="${name}"]`);
  const WORDS = { right: "done", wrong: "not yet right", shown: "looked up", due: "to be repeated" };

  function show() {
    const answers = lectureProgress.answers();
    const due = document.createDocumentFragment();
    for (const chapter of document.querySelectorAll("[data-work-chapter]")) {
      const items = [.../** @type {NodeListOf<HTMLElement>} */ (chapter.querySelectorAll("[data-key]"))];
      let done = 0;
      for (const item of items) {
        const record = answers[item.dataset.key];
        const standing = lectureProgress.standing(record);
        item.dataset.standing = standing;
        item.querySelector(".work-standing").textContent = standing ? ` ${WORDS[standing]}` : "";
        if (record?.standing === "right") done += 1;
        if (standing === "due") {
          const again = document.createElement("li");
          again.append(item.querySelector("a").cloneNode(true));
          due.append(again);
        }
      }
      chapter.querySelector(".work-count").textContent = `${done} of ${items.length} done`;
      chapter.querySelector("progress").value = done;
    }
    const later = Object.values(answers).filter(({ due: day }) => day > lectureProgress.today()).length;
    part("none").hidden = due.childElementCount > 0;
    part("none").textContent = later ? `Nothing today; ${later} will come back on a later day.` : "Nothing.";
    part("due").replaceChildren(due);
    const isEmpty = Object.keys(answers).length === 0;
    part("export").disabled = isEmpty;
    part("forget").disabled = isEmpty;
  }

  const say = (words) => {
    part("says").textContent = words;
  };

  part("export").addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([lectureProgress.text()], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: address, download: "my-work.json" }).click();
    URL.revokeObjectURL(address);
    say("The file my-work.json was saved.");
  });

  part("import").addEventListener("change", async ({ currentTarget }) => {
    const [file] = currentTarget.files;
    if (!file) return;
    const before = Object.keys(lectureProgress.answers()).length;
    try {
      lectureProgress.merge(await file.text());
    } catch (problem) {
      if (!(problem instanceof RangeError || problem instanceof SyntaxError)) throw problem;
      const why = problem instanceof SyntaxError ? "it is not a file that this page has written" : problem.message;
      say(`${file.name} was not taken: ${why}. Your work is as it was.`);
      return;
    } finally {
      currentTarget.value = "";
    }
    const more = Object.keys(lectureProgress.answers()).length - before;
    say(`${file.name} was taken: ${more} more answers. Of an answer that both had, the later one counts.`);
    show();
  });

  const sure = part("sure");
  part("forget").addEventListener("click", () => sure.showModal());
  sure.addEventListener("close", () => {
    if (sure.returnValue !== "forget") return;
    lectureProgress.forget();
    say("Everything is forgotten.");
    show();
  });

  addEventListener("storage", show);
  part("tools").hidden = false;
  show();
});
