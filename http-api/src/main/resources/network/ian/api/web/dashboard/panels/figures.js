// @ts-check
/** The goal in six numbers. */

import { el, write } from '../view/dom.js';
import { fixed, NOTHING, percent, plural, whole } from '../view/format.js';
import { visible, clipped } from '../view/text.js';

const FIGURES = /** @type {const} */ ([
  ['best', 'Best score'], ['entries', 'Log entries'], ['final', 'Final'], ['rate', 'Accepted a minute'], ['share', 'Accept rate'], ['peers', 'Peers'],
]);

export class Figures {
  constructor() {
    this.cells = Object.fromEntries(FIGURES.map(([id, name]) => [id, cell(name)]));
    this.node = el('section', { class: 'figures', 'aria-label': 'Key figures' },
      el('dl', {}, Object.values(this.cells).map((made) => made.node)));
  }

  /** @param {{status: any, leaderboard: any, activity: any}} values each null while unknown */
  show({ status, leaderboard, activity }) {
    const best = leaderboard?.entries[0];
    this.set('best', fixed(best?.score), best ? `by ${who(best.contributor_id)}` : 'nobody yet');
    this.set('entries', whole(status?.log_size), status ? `${whole(status.leaderboard_size)} ranked` : '');
    this.finality(status);
    this.rates(activity);
    this.set('peers', whole(status?.peer_count), status ? sync(status) : '');
  }

  finality(status) {
    const final = status?.finality;
    if (!final || final.source === 'none') {
      this.set('final', NOTHING, final ? 'this goal is not anchored' : '');
      return;
    }
    const share = status.log_size > 0 ? final.size / status.log_size : 0;
    const pending = final.pending > 0 ? `, ${plural(final.pending, 'anchor')} pending` : '';
    this.set('final', whole(final.size), pending ? `${percent(share, 0)}${pending}` : `${percent(share, 0)} of the log`);
  }

  rates(activity) {
    const whole60 = activity?.buckets ?? [];
    const last = whole60[whole60.length - 2];
    const running = whole60[whole60.length - 1];
    this.set('rate', whole(last?.accepted ?? running?.accepted), running ? `${whole(running.accepted)} in this minute` : '');
    const decided = (activity?.accepted ?? 0) + (activity?.rejected ?? 0);
    this.set('share', decided > 0 ? percent(activity.accepted / decided, 0) : NOTHING, decided > 0 ? `of ${whole(decided)} since start` : 'nothing decided yet');
  }

  set(id, value, detail) {
    write(this.cells[id].value, value);
    write(this.cells[id].detail, detail);
  }
}

function cell(name) {
  const value = el('dd', { class: 'value' }, NOTHING);
  const detail = el('dd', { class: 'detail' });
  return { value, detail, node: el('div', {}, el('dt', {}, name), value, detail) };
}

function who(id) {
  return /^[0-9a-f]{64}$/.test(id) ? `${id.slice(0, 8)}…` : clipped(visible(id), 22);
}

function sync(status) {
  if (status.sync_lag > 0) {
    return `${plural(status.sync_lag, 'entry', 'entries')} behind`;
  }
  return status.consensus_state.toLowerCase();
}
