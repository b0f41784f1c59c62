// @ts-check
/** When what is asked for again: soon after an event, but never oftener than its gap; else every so often. */

const LONGEST_PAUSE_MS = 30_000;

/**
 * @typedef {object} Timing
 * @property {number} gapMs least time between two requests
 * @property {number} liveMs time between two requests while events tell of changes
 * @property {number} pollMs time between two requests while none do
 */

export class Pace {
  /** @param {Timing} timing */
  constructor(timing) {
    this.timing = timing;
    this.startedMs = -Infinity;
    this.notBeforeMs = -Infinity;
    this.failures = 0;
    this.wanted = true;
  }

  /** Something changed. */
  want() {
    this.wanted = true;
  }

  /**
   * Whether it is time to ask.
   *
   * @param {number} nowMs
   * @param {boolean} live whether events come
   */
  isDue(nowMs, live) {
    if (nowMs < this.notBeforeMs) {
      return false;
    }
    const passed = nowMs - this.startedMs;
    const period = live ? this.timing.liveMs : this.timing.pollMs;
    const pause = Math.min(LONGEST_PAUSE_MS, period * 2 ** Math.min(this.failures, 6));
    return (this.wanted && this.failures === 0 && passed >= this.timing.gapMs) || passed >= (this.failures > 0 ? Math.max(pause, this.timing.gapMs) : period);
  }

  /** @param {number} nowMs */
  started(nowMs) {
    this.startedMs = nowMs;
    this.wanted = false;
  }

  succeeded() {
    this.failures = 0;
  }

  /**
   * @param {number} nowMs
   * @param {number} retryAfterMs 0 if the node names no time
   */
  failed(nowMs, retryAfterMs) {
    this.failures++;
    this.notBeforeMs = nowMs + retryAfterMs;
  }

  /** As new: what it was about is another thing now. */
  reset() {
    this.startedMs = -Infinity;
    this.notBeforeMs = -Infinity;
    this.failures = 0;
    this.wanted = true;
  }
}
