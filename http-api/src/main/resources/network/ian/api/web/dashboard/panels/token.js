// @ts-check
/** Asks for a token when the node wants one. */

import { el, write } from '../view/dom.js';
import { Token } from '../net/token.js';

export class TokenDialog {
  /** @param {(text: string) => void} given */
  constructor(given) {
    this.said = el('p', { class: 'wrong', id: 'token-said', role: 'alert' });
    this.field = el('input', { type: 'password', id: 'token-field', autocomplete: 'off', spellcheck: 'false', maxlength: 512, required: true, 'aria-describedby': 'token-said' });
    this.node = el('dialog', { class: 'small', 'aria-labelledby': 'token-title' },
      el('form', { on: { submit: (event) => this.submit(event, given) } },
        el('h2', { id: 'token-title' }, 'This node asks for a token'),
        el('p', {}, 'It stays in this tab and goes to this node only. A token with the scope ', el('code', {}, 'read'), ' is enough.'),
        el('label', { for: 'token-field' }, 'Token'), this.field, this.said,
        el('div', { class: 'buttons' }, el('button', { type: 'button', class: 'quiet', on: { click: () => this.node.close() } }, 'Not now'), el('button', { type: 'submit' }, 'Use it'))));
    document.body.append(this.node);
    /** Whoever said no is not asked again by each of a dozen requests. */
    this.declined = false;
    this.given = false;
    this.node.addEventListener('close', () => { this.declined = !this.given; });
  }

  /** @param {string} sentence of the node */
  ask(sentence) {
    if (!this.node.open && !this.declined) {
      this.open(sentence);
    }
  }

  /** @param {string} sentence why */
  open(sentence) {
    this.given = false;
    write(this.said, sentence);
    this.node.showModal();
  }

  submit(event, given) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!Token.isSendable(text)) {
      write(this.said, 'A token consists of visible ASCII characters.');
      return;
    }
    this.field.value = '';
    this.given = true;
    this.node.close();
    given(text);
  }
}
