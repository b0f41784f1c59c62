// @ts-check
/** What all charts have: a size that follows the page, words instead of the picture, and the numbers as a table on demand. */

import { attribute, el, put, svg, write } from '../view/dom.js';

/**
 * @typedef {object} Drawing
 * @property {string} summary the chart in one or two sentences
 * @property {(width: number, height: number) => (SVGElement | null)[]} draw
 * @property {() => {head: string[], rows: (string | number)[][]}} table
 */

let made = 0;

export class Figure {
  /**
   * @param {string} caption of the table
   * @param {number} height in CSS pixels, the least where it fills its place
   * @param {boolean} [fills] whether it takes the height that there is
   */
  constructor(caption, height, fills = false) {
    this.caption = caption;
    this.height = height;
    this.id = `chart-${++made}`;
    this.canvas = svg('svg', { class: 'chart', role: 'img', width: '100%', height: fills ? '100%' : height, 'aria-label': caption });
    this.body = el('div', { class: 'chart-table', id: this.id, hidden: true, tabindex: 0, role: 'region', 'aria-label': caption });
    this.button = el('button', { type: 'button', class: 'quiet', 'aria-expanded': 'false', 'aria-controls': this.id, on: { click: () => this.toggle() } }, 'Show as table');
    this.node = el('figure', { class: fills ? 'figure fills' : 'figure' }, el('div', { class: 'chart-box' }, this.canvas), this.body);
    /** @type {Drawing | null} */
    this.drawing = null;
    new ResizeObserver(() => this.paint()).observe(this.canvas);
  }

  /** @param {Drawing} drawing */
  show(drawing) {
    this.drawing = drawing;
    attribute(this.canvas, 'aria-label', drawing.summary);
    this.paint();
    if (!this.body.hidden) {
      this.tabulate();
    }
  }

  toggle() {
    this.body.hidden = !this.body.hidden;
    attribute(this.button, 'aria-expanded', String(!this.body.hidden));
    write(this.button, this.body.hidden ? 'Show as table' : 'Hide table');
    this.tabulate();
  }

  paint() {
    const width = this.canvas.clientWidth;
    const height = Math.max(this.height, this.canvas.clientHeight);
    if (this.drawing !== null && width > 0) {
      attribute(this.canvas, 'viewBox', `0 0 ${width} ${height}`);
      put(this.canvas, this.drawing.draw(width, height));
    }
  }

  tabulate() {
    if (this.drawing === null || this.body.hidden) {
      put(this.body);
      return;
    }
    const { head, rows } = this.drawing.table();
    put(this.body, el('table', {},
      el('caption', {}, this.caption),
      el('thead', {}, el('tr', {}, head.map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, rows.map(([first, ...rest]) => el('tr', {}, el('th', { scope: 'row' }, first), rest.map((cell) => el('td', {}, cell)))))));
  }
}
