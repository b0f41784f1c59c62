// @ts-check
/** The token for this node's API. It lives as long as this tab and is written nowhere else. */

const KEY = 'ian.token';
/** What can stand in a header: RFC 9110 section 5.5, visible ASCII. */
const SENDABLE = /^[\x21-\x7e]{1,512}$/;

export class Token {
  /** @param {Storage | null} storage of this tab; null where there is none */
  constructor(storage) {
    this.storage = storage;
    this.value = storage?.getItem(KEY) ?? null;
  }

  /** Whether this can be a token at all. @param {string} text */
  static isSendable(text) {
    return SENDABLE.test(text);
  }

  /** @param {string | null} text null forgets it */
  set(text) {
    this.value = text;
    if (text === null) {
      this.storage?.removeItem(KEY);
    } else {
      this.storage?.setItem(KEY, text);
    }
  }

  /** @returns {Record<string, string>} */
  headers() {
    return this.value === null ? {} : { Authorization: `Bearer ${this.value}` };
  }
}
