// @ts-check
/** How the node stands towards Tau Net, and the newest anchors. */

import { el, put } from '../view/dom.js';
import { ago, hash, whole } from '../view/format.js';
import { Panel } from '../view/panel.js';
import { arrange, table } from '../view/table.js';
import { foreign } from '../view/text.js';

const MODES = { none: 'No Tau node is configured', watching: 'Reading the chain', committing: 'Reading the chain and anchoring' };
const BREAKER = { CLOSED: 'closed', HALF_OPEN: 'half-open: trying again', OPEN: 'open: Tau is left alone for now' };
const SHOWN = 6;

export class Tau {
  /** @param {{now: () => number}} page */
  constructor(page) {
    this.page = page;
    this.panel = new Panel('tau', 'Tau Net', 'Anchors that settle the order');
    this.facts = el('dl', { class: 'facts' });
    this.problem = el('p', { class: 'problem', hidden: true });
    const anchors = table('Newest anchors', [
      { name: 'Anchor' }, { name: 'Entries', kind: 'number' }, { name: 'Block', kind: 'number' }, { name: 'State' }, { name: 'Age', kind: 'number' },
    ]);
    this.rows = anchors.rows;
    this.none = el('p', { class: 'note' }, 'No anchor yet.');
    this.table = el('div', { class: 'scroll' }, anchors.table);
    this.panel.put(this.facts, this.problem, this.table, this.none);
  }

  /**
   * @param {import('../net/resource.js').Resource<any>} tau
   * @param {any} anchors null while unknown
   */
  show(tau, anchors) {
    this.panel.show(tau, (now) => this.draw(now, anchors));
  }

  draw(tau, anchors) {
    const { committer } = tau;
    put(this.facts,
      fact('Mode', `${MODES[tau.mode] ?? tau.mode}${tau.address && !tau.connected ? ', not connected' : ''}`),
      tau.address === null ? null : fact('Breaker', el('span', { class: 'state', 'data-state': tau.circuit_breaker }, BREAKER[tau.circuit_breaker] ?? tau.circuit_breaker)),
      tau.head ? fact('Chain', `block ${whole(tau.head.number)}`, tau.env ? [', ', foreign(tau.env, 20)] : null) : null,
      committer ? fact('Commits', `${whole(committer.committed)} on the chain, ${whole(committer.in_flight)} under way, ${whole(committer.failed)} failed`) : null,
      committer ? fact('Committer', foreign(committer.detail || committer.state, 90)) : null);
    this.problem.hidden = tau.problem === '';
    put(this.problem, tau.problem === '' ? null : foreign(tau.problem, 200));
    this.anchors(anchors?.anchors ?? []);
  }

  anchors(all) {
    const newest = all.slice(-SHOWN).reverse();
    this.none.hidden = newest.length > 0;
    this.table.hidden = newest.length === 0;
    arrange(this.rows, newest.map((anchor) => el('tr', {},
      el('th', { scope: 'row', class: 'mono', title: `root ${anchor.log_root}` }, hash(anchor.log_root, 6, 4)),
      el('td', { class: 'number' }, whole(anchor.size)),
      el('td', { class: 'number', title: anchor.block_hash }, whole(anchor.block_number)),
      el('td', {}, el('span', { class: 'state', 'data-state': anchor.state, title: anchor.detail || null }, stand(anchor))),
      el('td', { class: 'number' }, ago(anchor.block_time * 1000, this.page.now()).replace(' ago', '')))));
  }
}

function stand(anchor) {
  return anchor.state === 'UNSETTLED' ? `${whole(anchor.confirmations)} conf.` : anchor.state.toLowerCase();
}

function fact(name, ...value) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, ...value));
}
