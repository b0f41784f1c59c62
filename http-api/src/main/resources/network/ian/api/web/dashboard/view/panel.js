// @ts-check
/** A part of the page with a heading, and what it shows while there is nothing to show. */

import { el, put, write } from './dom.js';
import { clock } from './format.js';

export class Panel {
  /**
   * @param {string} id
   * @param {string} title
   * @param {string} [note] what it shows, in a few words
   */
  constructor(id, title, note = '') {
    this.heading = el('h2', { id: `${id}-title` }, title);
    this.note = el('p', { class: 'note' }, note);
    this.tools = el('div', { class: 'tools' });
    this.stale = el('p', { class: 'stale', hidden: true });
    this.message = el('p', { class: 'message' }, 'Loading …');
    this.content = el('div', { class: 'content', hidden: true });
    this.node = el('section', { id, class: 'panel', 'aria-labelledby': `${id}-title` },
      el('div', { class: 'panel-head' }, el('div', {}, this.heading, this.note), this.tools),
      this.stale, this.message, this.content);
  }

  /**
   * Shows what a resource has: its value, or why there is none; a value that could not be renewed is marked as old.
   *
   * @template T
   * @param {import('../net/resource.js').Resource<T>} resource
   * @param {(value: T) => string | void} draw gives a sentence instead where the value holds nothing to see
   */
  show(resource, draw) {
    const { value, error } = resource;
    this.node.toggleAttribute('data-error', error !== null);
    if (value === null) {
      this.say(error === null ? 'Loading …' : `Not available: ${error.message}.`);
      return;
    }
    const instead = draw(value);
    if (instead) {
      this.say(instead);
    } else {
      this.message.hidden = true;
      this.content.hidden = false;
      this.tools.hidden = false;
    }
    this.stale.hidden = error === null;
    write(this.stale, error === null ? '' : `As of ${clock(resource.atMs)}; not renewed: ${error.message}.`);
  }

  /** @param {string} sentence in place of the content */
  say(sentence) {
    write(this.message, sentence);
    this.message.hidden = false;
    this.content.hidden = true;
    this.tools.hidden = true;
    this.stale.hidden = true;
  }

  /** @param {...any} children */
  put(...children) {
    put(this.content, ...children);
  }
}
