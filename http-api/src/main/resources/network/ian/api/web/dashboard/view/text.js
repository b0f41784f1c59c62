// @ts-check
/** What others wrote: made visible, bounded and isolated from the text around it. */

import { el } from './dom.js';

/** The characters that docs/FORMATS.md calls not printable: controls, invisible ones, those that turn the direction. */
const HIDDEN = new RegExp(
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufdd0-\\ufdef\\ufeff\\ufff0-\\ufffb'
    + '\\u{e0000}-\\u{e0fff}\\p{Cs}]', 'gu');
/** More marks than any script stacks on one letter. */
const STACKED = /(\p{M}{4})\p{M}+/gu;
const TOOLTIP = 200;

/**
 * The text with every hidden character as its code point, e.g. `⟨202E⟩`.
 *
 * @param {string} text
 * @param {string} [kept] characters that stay as they are, e.g. line breaks
 */
export function visible(text, kept = '') {
  return text
    .replace(HIDDEN, (character) => (kept.includes(character) ? character : codePoint(character)))
    .replace(STACKED, '$1');
}

/**
 * At most so many characters, the last one an ellipsis where some are missing.
 *
 * @param {string} text
 * @param {number} most
 */
export function clipped(text, most) {
  // A code point takes at most two units: longer prefixes need not be split.
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

/**
 * An element that shows what others wrote.
 *
 * @param {string} text
 * @param {number} [most] characters
 * @returns {HTMLElement}
 */
export function foreign(text, most = 40) {
  const whole = visible(String(text));
  const shown = clipped(whole, most);
  return el('bdi', { class: 'foreign', title: shown === whole ? null : clipped(whole, TOOLTIP) }, shown);
}

/**
 * A contributor, briefly: names as they are, key hashes shortened.
 *
 * @param {string} id
 * @param {number} [most] characters
 */
export function contributor(id, most = 28) {
  if (/^[0-9a-f]{64}$/.test(id)) {
    return el('span', { class: 'mono', title: id }, `${id.slice(0, 8)}…${id.slice(-4)}`);
  }
  return foreign(id, most);
}

function codePoint(character) {
  const point = /** @type {number} */ (character.codePointAt(0));
  return `⟨${point.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
