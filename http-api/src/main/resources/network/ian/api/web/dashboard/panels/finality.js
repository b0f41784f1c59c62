// @ts-check
/** The log: how it grows, its root, and how much of it is final. */

import { drawGrowth } from '../charts/growth.js';
import { Figure } from '../charts/figure.js';
import { el, put, write } from '../view/dom.js';
import { clock, hash, percent, plural, signed, whole } from '../view/format.js';
import { Panel } from '../view/panel.js';

const HEIGHT = 74;
const SOURCES = { none: 'This goal is not anchored', tau: 'settled on Tau Net, read by this node', peers: 'settled on Tau Net, learnt from peers' };

export class LogState {
  constructor() {
    this.panel = new Panel('growth', 'Log', 'Its size over the last hour');
    this.figure = new Figure('Log size by minute', HEIGHT, true);
    this.size = el('p', { class: 'big' });
    this.meter = el('div', { class: 'finality', role: 'img' });
    this.final = el('p', { class: 'note' });
    this.facts = el('dl', { class: 'facts' });
    this.panel.tools.append(this.figure.button);
    this.panel.put(this.size, this.figure.node, el('h3', {}, 'Finality'), this.meter, this.final, this.facts);
  }

  /**
   * @param {import('../net/resource.js').Resource<any>} status
   * @param {any} activity null while unknown
   */
  show(status, activity) {
    this.panel.show(status, (now) => this.draw(now, activity));
  }

  draw(status, activity) {
    const buckets = activity?.buckets ?? [];
    const grown = buckets.length > 0 ? status.log_size - buckets[0].log_size : 0;
    put(this.size, whole(status.log_size), el('small', {}, buckets.length > 1 ? ` entries, ${signed(grown, 0)} within ${plural(buckets.length - 1, 'minute')}` : ' entries'));
    this.figure.show({
      summary: `The log has ${plural(status.log_size, 'entry', 'entries')}.`,
      draw: (width, height) => (buckets.length > 1 ? drawGrowth([...buckets.slice(0, -1).map((bucket) => bucket.log_size), status.log_size], width, height) : []),
      table: () => ({ head: ['Minute', 'Log size'], rows: buckets.map((bucket) => [clock(bucket.start_ms).slice(0, 5), whole(bucket.log_size)]) }),
    });
    this.finality(status);
    put(this.facts,
      fact('Log root', root(status.log_root)),
      fact('Leaderboard root', root(status.leaderboard_root)),
      fact('State', el('span', { class: 'state', 'data-state': status.consensus_state }, status.consensus_state.toLowerCase()),
        status.sync_lag > 0 ? `, ${whole(status.sync_lag)} behind` : ''));
  }

  finality(status) {
    const { source, size, pending } = status.finality;
    const share = status.log_size > 0 ? size / status.log_size : 0;
    this.meter.hidden = source === 'none';
    this.meter.style.setProperty('--share', String(share));
    const words = source === 'none'
      ? `${SOURCES.none}: its order is what its nodes agree on.`
      : `${whole(size)} of ${whole(status.log_size)} entries (${percent(share, 0)}) ${SOURCES[source] ?? source}${pending > 0 ? `; ${plural(pending, 'anchor')} pending` : ''}.`;
    this.meter.setAttribute('aria-label', words);
    write(this.final, words);
  }
}

function fact(name, ...value) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, ...value));
}

function root(hex) {
  return el('span', { class: 'mono', title: hex }, hash(hex, 8, 6));
}
