// @ts-check
/** Reads Server-Sent Events (WHATWG HTML, section 9.2.6) from text that comes in pieces of any size. */

/** @typedef {{type: string, data: string, id: string}} ServerEvent */

/** Longest line and longest event that are kept, in characters; more is no stream of a node. */
const MOST = 1 << 20;

/** Feed it pieces of text; it gives whole events. */
export class EventReader {
  constructor() {
    this.rest = '';
    this.type = '';
    this.id = '';
    /** @type {string[]} */
    this.data = [];
    this.length = 0;
    this.started = false;
  }

  /**
   * The events that end in this piece, in order.
   *
   * @param {string} piece
   * @returns {ServerEvent[]}
   * @throws {RangeError} if a line or an event is too long
   */
  feed(piece) {
    let text = this.rest + piece;
    if (!this.started && text.length > 0) {
      this.started = true;
      text = text.replace(/^\ufeff/, '');
    }
    /** @type {ServerEvent[]} */
    const events = [];
    let start = 0;
    let carriage = text.indexOf('\r');
    for (;;) {
      if (carriage >= 0 && carriage < start) {
        carriage = text.indexOf('\r', start);
      }
      const end = lineEnd(text, start, carriage);
      if (end === null) {
        break;
      }
      this.line(text.slice(start, end.at), events);
      start = end.next;
    }
    this.rest = text.slice(start);
    if (this.rest.length > MOST) {
      throw new RangeError('a line of the stream is too long');
    }
    return events;
  }

  line(line, events) {
    if (line === '') {
      this.dispatch(events);
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) {
      return;
    }
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      this.length += value.length;
      if (this.length > MOST) {
        throw new RangeError('an event of the stream is too long');
      }
      this.data.push(value);
    } else if (field === 'event') {
      this.type = value;
    } else if (field === 'id' && !value.includes('\0')) {
      this.id = value;
    }
  }

  dispatch(events) {
    if (this.data.length > 0) {
      events.push({ type: this.type || 'message', data: this.data.join('\n'), id: this.id });
    }
    this.type = '';
    this.data = [];
    this.length = 0;
  }
}

/**
 * Where the line ends and the next begins; null while that is not known.
 *
 * @param {string} text
 * @param {number} from
 * @param {number} carriage the next carriage return, looked for once and not for each line; -1 if there is none
 */
function lineEnd(text, from, carriage) {
  const feed = text.indexOf('\n', from);
  if (carriage < 0 || (feed >= 0 && feed < carriage)) {
    return feed < 0 ? null : { at: feed, next: feed + 1 };
  }
  if (carriage === text.length - 1) {
    // A line feed may follow in the next piece.
    return null;
  }
  return { at: carriage, next: text[carriage + 1] === '\n' ? carriage + 2 : carriage + 1 };
}
