// @ts-check
/** Draws at most once an animation frame, however often it is asked to. */

/**
 * A function that has `draw` called before the next frame, once.
 *
 * @param {() => void} draw
 * @param {(callback: () => void) => unknown} [nextFrame]
 */
export function perFrame(draw, nextFrame = (callback) => requestAnimationFrame(callback)) {
  let asked = false;
  return () => {
    if (!asked) {
      asked = true;
      nextFrame(() => {
        asked = false;
        draw();
      });
    }
  };
}
