// @ts-check
/** Who this node is connected to. */

import { el, put, write } from '../view/dom.js';
import { ago, fixed, hash, plural, whole } from '../view/format.js';
import { Panel } from '../view/panel.js';
import { arrange, table } from '../view/table.js';
import { foreign } from '../view/text.js';
import { track } from '../view/track.js';

const SHOWN = 64;
const BEST = 200;

export class Peers {
  /** @param {{goal: () => string, now: () => number}} page */
  constructor(page) {
    this.page = page;
    this.panel = new Panel('peers', 'Peers', 'Score 0 to 200, new peers start at 100; lag is by a peer’s last word');
    const peers = table('Connected peers', [
      { name: 'Node' }, { name: 'Direction' }, { name: 'Score', kind: 'number' }, { name: 'Lag', kind: 'number', long: 'Entries of this goal that the peer says it has, against this node' },
      { name: 'Round trip', kind: 'number wide' }, { name: 'Since', kind: 'number wide' },
    ]);
    this.rows = peers.rows;
    this.rest = el('p', { class: 'note' });
    this.panel.put(el('div', { class: 'scroll' }, peers.table), this.rest);
  }

  /**
   * @param {import('../net/resource.js').Resource<any>} resource
   * @param {any} status null while unknown
   */
  show(resource, status) {
    this.panel.show(resource, (list) => this.draw(list, status));
  }

  draw(list, status) {
    const others = [
      list.total > SHOWN ? `${whole(list.total - SHOWN)} more connected` : '',
      list.banned.length > 0 ? `${plural(list.banned.length, 'node')} banned` : '',
      `${plural(list.known_addresses, 'address', 'addresses')} known`,
    ].filter(Boolean).join(', ');
    if (list.peers.length === 0) {
      return `No peer is connected; ${others}. A node alone still serves its log.`;
    }
    const sorted = [...list.peers].sort((one, other) => other.score - one.score || (one.node_id < other.node_id ? -1 : 1)).slice(0, SHOWN);
    arrange(this.rows, sorted.map((peer) => this.row(peer, status)));
    write(this.rest, `${others}.`);
    return undefined;
  }

  row(peer, status) {
    return el('tr', {},
      el('th', { scope: 'row' }, el('span', { class: 'mono', title: `${peer.node_id}` }, hash(peer.node_id, 8, 4)), el('span', { class: 'sub' }, foreign(peer.agent, 24))),
      el('td', {}, peer.direction === 'outbound' ? '→ out' : '← in', peer.pinned ? ', pinned' : ''),
      el('td', { class: 'number' }, track(peer.score / BEST), fixed(peer.score, 0), peer.trusted ? el('span', { class: 'hidden' }, ', trusted') : null),
      el('td', { class: 'number' }, lag(peer, status, this.page.goal())),
      el('td', { class: 'number wide' }, peer.rtt_ms === null ? '–' : `${fixed(peer.rtt_ms, peer.rtt_ms < 10 ? 1 : 0)} ms`),
      el('td', { class: 'number wide' }, ago(peer.connected_since_ms, this.page.now()).replace(' ago', '')));
  }
}

/** What a peer says it holds is as old as its last word: a moment behind is even. */
function lag(peer, status, goal) {
  const theirs = peer.entries[goal];
  if (theirs === undefined || status === null) {
    return el('span', { class: 'note' }, 'not of this goal');
  }
  const by = theirs - status.log_size;
  return by === 0 ? 'even' : by > 0 ? `${whole(by)} ahead` : `${whole(-by)} behind`;
}
