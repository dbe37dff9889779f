/**
 * Watch the sizes of elements. What changes sizes in its turn does so in the next frame: within the notice it would be a
 * loop, of which browsers make an error.
 */
export const watching = (look) => new ResizeObserver(() => requestAnimationFrame(look));
