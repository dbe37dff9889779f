// The cells of weights by name, as a state and its link have them.

/** No weight is typed, or learned, beyond this. */
export const LIMIT = 1000;

/** The name of a cell of the block `key`: W1.2.3 is row 2, column 3 of W⁽¹⁾, and w.1 is w₁. */
export const cellName = (key, row, column) => (key === "w" ? `w.${column + 1}` : `${key}.${row + 1}.${column + 1}`);

/** The names of all that there can be, in the order of links. */
export const CELLS = (() => {
  const six = [0, 1, 2, 3, 4, 5];
  const matrices = six.flatMap((i) => six.flatMap((j) => six.map((k) => cellName(`W${i + 1}`, j, k))));
  return [...matrices, ...six.map((k) => cellName("w", 0, k))];
})();
