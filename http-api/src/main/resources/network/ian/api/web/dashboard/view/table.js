// @ts-check
/** Tables with a caption and scopes. */

import { el } from './dom.js';

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {string} [kind] classes of the column's cells
 * @property {string} [long] what the name stands for
 *
 * @param {string} caption for those who do not see the heading
 * @param {Column[]} columns
 * @returns {{table: HTMLTableElement, rows: HTMLTableSectionElement}}
 */
export function table(caption, columns) {
  const rows = el('tbody');
  const head = columns.map((column) => el('th', { scope: 'col', class: column.kind, title: column.long },
    column.name || el('span', { class: 'hidden' }, column.long)));
  return { table: el('table', {}, el('caption', { class: 'hidden' }, caption), el('thead', {}, el('tr', {}, head)), rows), rows };
}

/**
 * Makes the rows of a body these, in this order; those that stay are not touched, and focus stays where it was.
 *
 * @param {HTMLElement} body
 * @param {HTMLElement[]} wanted
 */
export function arrange(body, wanted) {
  const focused = document.activeElement;
  const keep = new Set(wanted);
  [...body.children].filter((row) => !keep.has(/** @type {HTMLElement} */ (row))).forEach((row) => row.remove());
  wanted.forEach((row, i) => {
    if (body.children[i] !== row) {
      body.insertBefore(row, body.children[i] ?? null);
    }
  });
  if (focused instanceof HTMLElement && focused !== document.activeElement && body.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}
