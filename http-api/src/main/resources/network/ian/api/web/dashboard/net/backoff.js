// @ts-check
/** How long to wait before the next attempt. */

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Doubles with each failure, half of it by chance, so that a thousand pages do not come back at the same moment.
 *
 * @param {number} failures in a row, from 1
 * @param {() => number} [random] 0 to 1
 * @returns {number} milliseconds
 */
export function backoff(failures, random = Math.random) {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return whole / 2 + (whole / 2) * random();
}
