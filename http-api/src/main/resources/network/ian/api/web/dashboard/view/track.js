// @ts-check
/** A share as a bar. The number stands beside it, so readers of the page are not told twice. */

import { el } from './dom.js';

/**
 * @param {number} share 0 to 1
 * @param {string} [kind]
 * @returns {HTMLElement}
 */
export function track(share, kind = '') {
  const bar = el('span', { class: `track ${kind}`, 'aria-hidden': 'true' });
  bar.style.setProperty('--share', String(Math.max(0, Math.min(1, share))));
  return bar;
}
