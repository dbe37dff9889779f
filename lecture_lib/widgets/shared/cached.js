/**
 * What was made for `id`, made anew only when `key` has changed. A virtual element that is the
 * same object as last time is not compared again, which keeps one step of a large picture fast.
 */
export function cached(store, id, key, make) {
  const last = store.get(id);
  if (last?.key === key) return last.element;
  const element = make();
  store.set(id, { key, element });
  return element;
}
