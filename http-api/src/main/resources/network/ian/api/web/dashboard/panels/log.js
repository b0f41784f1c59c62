// @ts-check
/** The log, page by page, newest first. */

import { attribute, el, write } from '../view/dom.js';
import { ago, fixed, instant, whole } from '../view/format.js';
import { Panel } from '../view/panel.js';
import { reference, toEntry } from '../view/route.js';
import { arrange, table } from '../view/table.js';
import { contributor } from '../view/text.js';

export const PAGE = 12;

export class LogBrowser {
  /**
   * @param {{goal: () => string, now: () => number, go: (hash: string) => void, turned: () => void}} page
   */
  constructor(page) {
    this.page = page;
    this.panel = new Panel('log', 'Log entries', 'Newest first; each opens with its proof');
    const entries = table('Entries of the log', [
      { name: 'Index', kind: 'number' }, { name: 'Contributor' }, { name: 'Score', kind: 'number' }, { name: 'Contribution', kind: 'wide' },
      { name: 'Age', kind: 'number wide' }, { name: '', long: 'Entry and proof', kind: 'link' },
    ]);
    this.rows = entries.rows;
    this.where = el('p', { class: 'note', role: 'status' });
    this.newer = turn('Newer', () => this.turn(PAGE));
    this.older = turn('Older', () => this.turn(-PAGE));
    this.newest = turn('Newest', () => this.to(null));
    this.panel.tools.append(this.search());
    this.panel.put(el('div', { class: 'scroll' }, entries.table), el('div', { class: 'after pages' }, this.newest, this.newer, this.older, this.where));
    this.reset();
  }

  reset() {
    /** Index of the oldest entry shown; null follows the end. @type {number | null} */
    this.from = null;
    this.size = 0;
    /** @type {Map<string, HTMLElement>} */
    this.known = new Map();
  }

  /** @param {import('../net/resource.js').Resource<any>} resource */
  show(resource) {
    this.panel.show(resource, (log) => {
      this.size = log.log_size;
      if (log.log_size === 0) {
        return 'The log is empty.';
      }
      this.draw(log);
    });
  }

  draw(log) {
    const entries = [...log.entries].reverse();
    const next = new Map(entries.map((entry) => [`${entry.log_index} ${entry.contribution_id}`, entry]));
    const rows = [...next].map(([key, entry]) => this.known.get(key) ?? row(this.page.goal(), entry));
    this.known = new Map([...next.keys()].map((key, i) => [key, rows[i]]));
    entries.forEach((entry, i) => write(rows[i].children[4], ago(entry.timestamp_ms, this.page.now()).replace(' ago', '')));
    arrange(this.rows, rows);
    const last = log.from_index + entries.length - 1;
    write(this.where, `${whole(log.from_index)} to ${whole(last)} of ${whole(log.log_size)}${this.from === null ? ', following' : ''}`);
    this.newest.disabled = this.from === null;
    this.newer.disabled = this.from === null || last >= log.log_size - 1;
    this.older.disabled = log.from_index === 0;
  }

  turn(by) {
    const from = this.from ?? Math.max(0, this.size - PAGE);
    const next = Math.max(0, from + by);
    this.to(next + PAGE >= this.size && by > 0 ? null : next);
  }

  /** @param {number | null} from index of the oldest entry to show; null follows the end */
  to(from) {
    this.from = from;
    this.page.turned();
  }

  search() {
    const field = el('input', { type: 'search', name: 'entry', placeholder: 'Index or id', autocomplete: 'off', spellcheck: 'false', 'aria-label': 'Log index or contribution id', maxlength: 80 });
    const wrong = el('span', { class: 'wrong', role: 'alert' });
    field.addEventListener('input', () => write(wrong, ''));
    return el('form', {
      class: 'search', role: 'search',
      on: {
        submit: (event) => {
          event.preventDefault();
          const found = reference(field.value);
          attribute(field, 'aria-invalid', found === null ? 'true' : null);
          write(wrong, found === null ? 'An index, or an id of 64 hex digits' : '');
          if (found !== null) {
            this.page.go(toEntry(this.page.goal(), 'id' in found ? found.id : found.index));
          }
        },
      },
    }, field, el('button', { type: 'submit', class: 'quiet' }, 'Open'), wrong);
  }
}

function row(goal, entry) {
  return el('tr', {},
    el('th', { scope: 'row', class: 'number' }, whole(entry.log_index)),
    el('td', { class: 'name' }, contributor(entry.contributor_id)),
    el('td', { class: 'number strong' }, fixed(entry.score)),
    el('td', { class: 'mono wide' }, entry.contribution_id.slice(0, 12)),
    el('td', { class: 'number wide', title: instant(entry.timestamp_ms) }),
    el('td', { class: 'link' }, el('a', { href: toEntry(goal, entry.contribution_id), 'data-entry': entry.contribution_id }, 'Verify',
      el('span', { class: 'hidden' }, ` entry ${entry.log_index}`))));
}

function turn(text, run) {
  return el('button', { type: 'button', class: 'quiet', on: { click: run } }, text);
}
