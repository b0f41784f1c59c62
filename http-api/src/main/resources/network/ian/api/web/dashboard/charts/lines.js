// @ts-check
/** Lines over a common axis, named at their ends, with a reading under the pointer. */

import { attribute, put, svg } from '../view/dom.js';
import { extent, linear, nearest, path, ticks } from './scale.js';

/**
 * @typedef {{name: string, kind: string, values: number[]}} Line
 * @typedef {object} Lines
 * @property {Line[]} lines the first is drawn on top
 * @property {number[]} places of the values on the axis, ascending
 * @property {(i: number) => string} label of a value's place
 * @property {(width: number) => {at: number, text: string}[]} marks on the axis, by place
 * @property {(value: number) => string} format
 * @property {number} base value that is marked
 */

const LEFT = 40;
const TOP = 12;
const BOTTOM = 24;

/**
 * @param {Lines} chart
 * @param {number} width
 * @param {number} height
 */
export function drawLines(chart, width, height) {
  const [low, high] = extent(chart.lines.map((line) => line.values));
  const margin = (high - low) * 0.06 || 0.05;
  const right = width < 420 ? 10 : 92;
  const x = linear(chart.places[0], chart.places[chart.places.length - 1], LEFT, width - right);
  const y = linear(low - margin, high + margin, height - BOTTOM, TOP);
  const places = chart.places.map(x);
  const values = ticks(low - margin, high + margin, Math.round(height / 60));
  return [
    svg('g', { class: 'grid' }, values.map((value) => svg('line', { x1: LEFT, x2: width - right, y1: y(value), y2: y(value), class: value === chart.base ? 'base' : null }))),
    svg('g', { class: 'ticks' },
      values.map((value) => svg('text', { x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end' }, chart.format(value))),
      chart.marks(width).map((mark) => svg('text', { x: x(mark.at), y: height - 6, 'text-anchor': 'middle' }, mark.text))),
    svg('g', {}, [...chart.lines].reverse().map((line) => svg('path', { class: `line ${line.kind}`, d: path(places, line.values.map(y)) }))),
    right > 20 ? endLabels(chart, width - right + 10, y) : null,
    reading(chart, places, y, { left: LEFT, right: width - right, top: TOP, bottom: height - BOTTOM }),
  ];
}

function endLabels(chart, x, y) {
  const ends = chart.lines
    .map((line) => ({ line, value: line.values[line.values.length - 1], at: y(line.values[line.values.length - 1]) }))
    .sort((one, other) => one.at - other.at);
  for (let i = 1; i < ends.length; i++) {
    ends[i].at = Math.max(ends[i].at, ends[i - 1].at + 34);
  }
  return svg('g', { class: 'ends' }, ends.map(({ line, value, at }) => svg('text', { x, y: at, class: line.kind },
    svg('tspan', { x, class: 'value' }, chart.format(value)), svg('tspan', { x, dy: 15 }, line.name))));
}

/** The values under the pointer. */
function reading(chart, places, y, box) {
  const mark = svg('g', { class: 'reading', visibility: 'hidden' });
  const cover = svg('rect', {
    x: box.left, y: 0, width: Math.max(0, box.right - box.left), height: box.bottom, class: 'cover',
    on: {
      pointermove: (event) => {
        const i = nearest(places, event.offsetX ?? 0);
        put(mark, pointed(chart, i, places[i], y, box));
        attribute(mark, 'visibility', 'visible');
      },
      pointerleave: () => attribute(mark, 'visibility', 'hidden'),
    },
  });
  return svg('g', {}, mark, cover);
}

function pointed(chart, i, x, y, box) {
  const leftwards = x > (box.left + box.right) / 2;
  const words = [chart.label(i), ...chart.lines.map((line) => `${line.name} ${chart.format(line.values[i])}`)];
  const at = x + (leftwards ? -10 : 10);
  return [
    svg('line', { x1: x, x2: x, y1: box.top, y2: box.bottom }),
    ...chart.lines.map((line) => svg('circle', { cx: x, cy: y(line.values[i]), r: 3.5, class: line.kind })),
    svg('text', { x: at, y: box.top + 6, 'text-anchor': leftwards ? 'end' : 'start' },
      words.map((text, line) => svg('tspan', { x: at, dy: line === 0 ? 0 : 16 }, text))),
  ];
}
