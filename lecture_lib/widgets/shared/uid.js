/**
 * A prefix for ids that no other widget of the page has. Every widget, and in a live notebook every single
 * instance, runs a copy of this script, and so the count is the page's.
 */
export function newUid() {
  globalThis.lectureWidgets = (globalThis.lectureWidgets ?? 0) + 1;
  return `lw${globalThis.lectureWidgets}`;
}
