// @ts-check
/** Stacked bars over time. */

import { svg } from '../view/dom.js';
import { linear, ticks } from './scale.js';

const LEFT = 32;
const RIGHT = 4;
const TOP = 10;
const BOTTOM = 22;

/**
 * @typedef {{parts: {kind: string, value: number}[], running: boolean, title: string}} Bar
 *
 * @param {Bar[]} bars at the right end the newest
 * @param {number} slots how many there is room for
 * @param {{at: number, text: string}[]} marks by slot
 * @param {number} width
 * @param {number} height
 */
export function drawBars(bars, slots, marks, width, height) {
  const most = Math.max(4, ...bars.map((bar) => bar.parts.reduce((sum, part) => sum + part.value, 0)));
  const x = linear(0, slots, LEFT, width - RIGHT);
  const y = linear(0, most * 1.04, height - BOTTOM, TOP);
  const values = ticks(0, most, Math.round(height / 50)).filter(Number.isInteger);
  const thick = Math.min(18, Math.max(1.5, (x(1) - x(0)) * 0.72));
  const first = slots - bars.length;
  return [
    svg('g', { class: 'grid' }, values.map((value) => svg('line', { x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value), class: value === 0 ? 'base' : null }))),
    svg('g', { class: 'ticks' },
      values.map((value) => svg('text', { x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end' }, value)),
      marks.map((mark) => svg('text', { x: x(mark.at + 0.5), y: height - 5, 'text-anchor': mark.at === slots - 1 ? 'end' : 'middle' }, mark.text))),
    svg('g', {}, bars.map((bar, i) => column(bar, x(first + i + 0.5) - thick / 2, thick, y))),
  ];
}

function column(bar, x, thick, y) {
  let below = 0;
  const parts = bar.parts.filter((part) => part.value > 0).map((part) => {
    const rect = svg('rect', { x, width: thick, y: y(below + part.value), height: y(below) - y(below + part.value), class: `bar ${part.kind}`, rx: 1 });
    below += part.value;
    return rect;
  });
  return svg('g', { class: bar.running ? 'running' : null }, svg('title', {}, bar.title), parts);
}
