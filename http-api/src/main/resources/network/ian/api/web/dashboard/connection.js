// @ts-check
/** Whether the page hears from the node: by events, by asking, or not at all. */

import { attribute, write } from './view/dom.js';
import { clock } from './view/format.js';

/**
 * @typedef {'connecting' | 'live' | 'reconnecting' | 'offline'} Mode
 */

export class Connection {
  /**
   * @param {HTMLElement} node
   * @param {HTMLElement} text
   * @param {number} pollSeconds
   */
  constructor(node, text, pollSeconds) {
    this.node = node;
    this.text = text;
    this.pollSeconds = pollSeconds;
    this.streaming = false;
    this.reachable = true;
    this.lost = false;
    this.sinceMs = 0;
  }

  /** @returns {Mode} */
  get mode() {
    if (!this.reachable) {
      return 'offline';
    }
    return this.streaming ? 'live' : this.lost ? 'reconnecting' : 'connecting';
  }

  /** @param {boolean} streaming whether events come */
  stream(streaming) {
    this.streaming = streaming;
    this.lost = !streaming;
    this.reachable ||= streaming;
    this.say();
  }

  answered() {
    this.reachable = true;
    this.say();
  }

  /** @param {number} nowMs on this machine's clock */
  unanswered(nowMs) {
    if (this.reachable) {
      this.reachable = false;
      this.sinceMs = nowMs;
    }
    this.say();
  }

  say() {
    attribute(this.node, 'data-mode', this.mode);
    write(this.text, {
      connecting: 'Connecting',
      live: 'Live',
      reconnecting: `Reconnecting, asking every ${this.pollSeconds} s`,
      offline: `Offline since ${clock(this.sinceMs)}`,
    }[this.mode]);
  }
}
