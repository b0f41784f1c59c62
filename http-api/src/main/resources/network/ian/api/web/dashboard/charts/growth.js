// @ts-check
/** A quantity that grows, as a line over a filled area. */

import { svg } from '../view/dom.js';
import { extent, linear, path } from './scale.js';

/**
 * @param {number[]} values oldest first
 * @param {number} width
 * @param {number} height
 */
export function drawGrowth(values, width, height) {
  const [low, high] = extent([values]);
  const x = linear(0, Math.max(1, values.length - 1), 1, width - 5);
  const y = linear(high > low ? low : low - 1, high > low ? high : low + 1, height - 4, 6);
  const xs = values.map((_, i) => x(i));
  const ys = values.map(y);
  const line = path(xs, ys);
  return [
    svg('path', { class: 'area', d: `${line}L${xs[xs.length - 1].toFixed(1)} ${height}L${xs[0].toFixed(1)} ${height}Z` }),
    svg('path', { class: 'line agent', d: line }),
    svg('circle', { class: 'agent', cx: xs[xs.length - 1], cy: ys[ys.length - 1], r: 3 }),
  ];
}
