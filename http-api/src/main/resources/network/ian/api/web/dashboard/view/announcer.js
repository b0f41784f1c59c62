// @ts-check
/** Tells screen readers what changed, and no oftener than they can speak. */

const GAP_MS = 12_000;

export class Announcer {
  /**
   * @param {(text: string) => void} speak
   * @param {() => number} now milliseconds
   */
  constructor(speak, now) {
    this.speak = speak;
    this.now = now;
    this.lastMs = -Infinity;
    this.last = '';
  }

  /**
   * Says it, unless something was said a moment ago: then it is left out, the page shows it anyway.
   *
   * @param {string} text
   */
  say(text) {
    const now = this.now();
    if (text !== this.last && now - this.lastMs >= GAP_MS) {
      this.lastMs = now;
      this.last = text;
      this.speak(text);
    }
  }
}
