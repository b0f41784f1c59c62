// @ts-check
/** The ranking, and who moved since it last changed. */

import { el, put, write } from '../view/dom.js';
import { ago, fixed, instant, percent, plural, signed, whole } from '../view/format.js';
import { moves, ranks, unchanged } from '../view/movement.js';
import { Panel } from '../view/panel.js';
import { toEntry } from '../view/route.js';
import { arrange, table } from '../view/table.js';
import { contributor } from '../view/text.js';

const SHORT = 10;
const LONG = 100;
const COLUMNS = [
  { name: '#', long: 'Rank', kind: 'number rank' }, { name: '', long: 'Movement since the last change', kind: 'move' }, { name: 'Contributor' },
  { name: 'Score', kind: 'number' }, { name: 'Reward', kind: 'number wide', long: 'What it earned a year beyond buy-and-hold' },
  { name: 'Risk', kind: 'number wide', long: 'Volatility a year' }, { name: 'Sharpe', kind: 'number wider', long: 'Sharpe ratio' },
  { name: 'Drawdown', kind: 'number wider', long: 'Deepest fall from a high' }, { name: 'Age', kind: 'number wide' }, { name: '', long: 'Entry and proof', kind: 'link' },
];

export class Leaderboard {
  /**
   * @param {{goal: () => string, now: () => number, say: (text: string) => void, resized: () => void}} page
   */
  constructor(page) {
    this.page = page;
    this.panel = new Panel('leaderboard', 'Leaderboard', 'Best first; arrows show who moved when it last changed');
    this.more = el('button', { type: 'button', class: 'quiet', 'aria-expanded': 'false', on: { click: () => this.toggle() } });
    const { table: ranking, rows } = table('Leaderboard: rank, movement, contributor, score and metrics', COLUMNS);
    this.rows = rows;
    this.panel.put(el('div', { class: 'scroll' }, ranking), el('div', { class: 'after' }, this.more));
    this.reset();
  }

  /** How many entries are wanted. */
  get limit() {
    return this.long ? LONG : SHORT;
  }

  reset() {
    this.long = false;
    /** @type {Map<string, number>} */
    this.before = new Map();
    /** @type {Map<string, import('../view/movement.js').Move>} */
    this.moved = new Map();
    /** @type {Map<string, Row>} */
    this.known = new Map();
    this.shownLimit = 0;
    put(this.rows);
  }

  /** @param {import('../net/resource.js').Resource<any>} resource */
  show(resource) {
    this.panel.show(resource, (board) => {
      if (board.entries.length === 0) {
        return 'No agent has been accepted yet. The first one to contribute leads.';
      }
      this.draw(board);
    });
  }

  draw(board) {
    const shown = board.entries.slice(0, this.limit);
    const sameView = this.shownLimit === board.asked;
    if (sameView && !unchanged(this.before, board.entries)) {
      this.moved = moves(this.before, board.entries);
      this.announce(board.entries);
    }
    this.before = ranks(board.entries);
    this.shownLimit = board.asked;
    this.rearrange(shown);
    const hidden = Math.min(board.total, LONG) - SHORT;
    this.more.hidden = hidden <= 0;
    write(this.more, this.long ? `Show the best ${SHORT}` : `Show ${Math.min(board.total, LONG)} of ${whole(board.total)} ranked`);
  }

  rearrange(entries) {
    const places = new Map([...this.known].map(([id, row]) => [id, row.node.offsetTop]));
    const next = new Map(entries.map((entry) => [entry.contribution_id, this.known.get(entry.contribution_id) ?? new Row(this.page, entry)]));
    entries.forEach((entry) => next.get(entry.contribution_id)?.set(entry, this.moved.get(entry.contribution_id), this.page.now()));
    arrange(this.rows, [...next.values()].map((row) => row.node));
    const first = this.known.size === 0;
    this.known = next;
    if (!first && motion()) {
      next.forEach((row, id) => glide(row.node, places.get(id)));
    }
  }

  announce(entries) {
    const leader = this.moved.get(entries[0].contribution_id);
    if (leader && leader.kind !== 'same') {
      this.page.say(`New leader, score ${fixed(entries[0].score)}`);
    }
  }

  toggle() {
    this.long = !this.long;
    this.more.setAttribute('aria-expanded', String(this.long));
    this.page.resized();
  }
}

class Row {
  constructor(page, entry) {
    const goal = page.goal();
    this.rank = el('th', { scope: 'row', class: 'number rank' });
    this.move = el('td', { class: 'move' });
    this.age = el('td', { class: 'number wide', title: instant(entry.timestamp_ms) });
    const { metrics } = entry;
    this.node = el('tr', {}, this.rank, this.move,
      el('td', { class: 'name' }, contributor(entry.contributor_id)),
      el('td', { class: 'number strong' }, fixed(entry.score)),
      el('td', { class: 'number wide' }, signed(metrics.reward * 100, 2), el('span', { class: 'unit' }, ' %')),
      el('td', { class: 'number wide' }, percent(metrics.risk)),
      el('td', { class: 'number wider' }, fixed(metrics.sharpe_ratio, 2)),
      el('td', { class: 'number wider' }, percent(metrics.max_drawdown)),
      this.age,
      el('td', { class: 'link' }, el('a', { href: toEntry(goal, entry.contribution_id), 'data-entry': entry.contribution_id }, 'Verify',
        el('span', { class: 'hidden' }, ` the entry at rank ${entry.rank}`))));
  }

  set(entry, move, nowMs) {
    write(this.rank, String(entry.rank));
    write(this.age, ago(entry.timestamp_ms, nowMs).replace(' ago', ''));
    this.node.dataset.move = move?.kind ?? 'same';
    const words = said(move);
    if (this.move.getAttribute('data-says') !== words.long) {
      this.move.setAttribute('data-says', words.long);
      put(this.move, el('span', { 'aria-hidden': 'true' }, words.short), el('span', { class: 'hidden' }, words.long));
    }
  }
}

function said(move) {
  switch (move?.kind) {
    case 'up': return { short: `▲ ${move.by}`, long: `up ${plural(move.by, 'rank')}` };
    case 'down': return { short: `▼ ${move.by}`, long: `down ${plural(move.by, 'rank')}` };
    case 'new': return { short: 'new', long: 'new' };
    default: return { short: '', long: '' };
  }
}

function motion() {
  return !matchMedia('(prefers-reduced-motion: reduce)').matches && document.visibilityState === 'visible';
}

/** From where it was to where it is; what was not there fades in. */
function glide(node, from) {
  const timing = { duration: 480, easing: 'cubic-bezier(.2,.7,.2,1)' };
  if (from === undefined) {
    node.animate([{ opacity: 0 }, { opacity: 1 }], timing);
  } else if (from !== node.offsetTop) {
    node.animate([{ transform: `translateY(${from - node.offsetTop}px)` }, { transform: 'none' }], timing);
  }
}
