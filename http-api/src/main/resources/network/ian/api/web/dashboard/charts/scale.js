// @ts-check
/** Numbers to places on a chart. */

/**
 * A straight scale.
 *
 * @param {number} from lowest value
 * @param {number} to highest value
 * @param {number} start place of the lowest
 * @param {number} end place of the highest
 */
export function linear(from, to, start, end) {
  const span = to - from || 1;
  return (/** @type {number} */ value) => start + ((value - from) / span) * (end - start);
}

/**
 * Round values that cover a range, about so many.
 *
 * @param {number} from
 * @param {number} to
 * @param {number} about
 * @returns {number[]}
 */
export function ticks(from, to, about) {
  if (!(to > from)) {
    return [from];
  }
  const raw = (to - from) / Math.max(1, about);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * The range of several series, widened to whole steps.
 *
 * @param {number[][]} series
 * @returns {[number, number]}
 */
export function extent(series) {
  let low = Infinity;
  let high = -Infinity;
  for (const values of series) {
    for (const value of values) {
      if (Number.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  return low <= high ? [low, high] : [0, 1];
}

/**
 * Which of some ascending places is nearest.
 *
 * @param {number[]} places
 * @param {number} at
 * @returns {number} its index
 */
export function nearest(places, at) {
  let low = 0;
  let high = places.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (places[middle] <= at) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return at - places[low] <= places[high] - at ? low : high;
}

/**
 * An SVG path through points; a point that is no number breaks it.
 *
 * @param {number[]} xs
 * @param {number[]} ys
 */
export function path(xs, ys) {
  let drawing = false;
  let text = '';
  for (let i = 0; i < xs.length; i++) {
    if (!Number.isFinite(ys[i])) {
      drawing = false;
      continue;
    }
    text += `${drawing ? 'L' : 'M'}${xs[i].toFixed(1)} ${ys[i].toFixed(1)}`;
    drawing = true;
  }
  return text;
}
