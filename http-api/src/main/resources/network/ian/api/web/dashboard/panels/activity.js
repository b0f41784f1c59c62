// @ts-check
/** Contributions a minute, and why the rejected ones were. */

import { drawBars } from '../charts/bars.js';
import { Figure } from '../charts/figure.js';
import { el, put } from '../view/dom.js';
import { clock, percent, plural, whole } from '../view/format.js';
import { Panel } from '../view/panel.js';
import { track } from '../view/track.js';

const MOST = 60;
const LEAST = 15;
const HEIGHT = 168;

export class Activity {
  constructor() {
    this.panel = new Panel('activity', 'Contributions a minute', 'The last hour');
    this.figure = new Figure('Accepted and rejected contributions a minute', HEIGHT, true);
    this.legend = el('p', { class: 'legend' });
    this.reasons = el('dl', { class: 'reasons' });
    this.panel.tools.append(this.figure.button);
    this.panel.put(this.legend, this.figure.node, el('h3', {}, 'Rejections by reason ', el('span', { class: 'note' }, 'since the node started')), this.reasons);
  }

  /** @param {import('../net/resource.js').Resource<any>} resource */
  show(resource) {
    this.panel.show(resource, (activity) => this.draw(activity));
  }

  draw(activity) {
    const buckets = activity.buckets.slice(-MOST);
    const slots = Math.max(LEAST, buckets.length);
    const decided = activity.accepted + activity.rejected;
    put(this.legend, el('span', { class: 'key good' }), `${whole(activity.accepted)} accepted`,
      decided > 0 ? ` (${percent(activity.accepted / decided, 0)})` : '', el('span', { class: 'key bad' }), `${whole(activity.rejected)} rejected`,
      activity.undecided > 0 ? el('span', { class: 'also' }, `${whole(activity.undecided)} undecided`) : null);
    const sum = (field) => buckets.reduce((all, bucket) => all + bucket[field], 0);
    this.figure.show({
      summary: `In the last ${plural(buckets.length, 'minute')} ${whole(sum('accepted'))} contributions were accepted and ${whole(sum('rejected'))} rejected.`,
      draw: (width, height) => drawBars(buckets.map(bar), slots, marks(slots), width, height),
      table: () => ({
        head: ['Minute', 'Accepted', 'Rejected', 'Log size'],
        rows: buckets.map((bucket) => [minute(bucket), whole(bucket.accepted), whole(bucket.rejected), whole(bucket.log_size)]),
      }),
    });
    this.rejections(activity.rejections ?? {}, activity.rejected);
  }

  rejections(counts, total) {
    const found = Object.entries(counts).filter(([, count]) => count > 0).sort((one, other) => other[1] - one[1]);
    const most = Math.max(1, ...found.map(([, count]) => count));
    put(this.reasons, found.length === 0
      ? el('div', { class: 'none' }, el('dt', {}, 'None'), el('dd', {}))
      : found.map(([reason, count]) => el('div', {}, el('dt', {}, words(reason)),
        el('dd', {}, track(count / most, 'bad'), el('span', { class: 'number' }, whole(count)),
          el('span', { class: 'share number' }, total > 0 ? percent(count / total, 0) : '')))));
  }
}

function bar(bucket, i, all) {
  return {
    parts: [{ kind: 'good', value: bucket.accepted }, { kind: 'bad', value: bucket.rejected }],
    running: i === all.length - 1,
    title: `${minute(bucket)}: ${whole(bucket.accepted)} accepted, ${whole(bucket.rejected)} rejected`,
  };
}

/** Every quarter of an hour, or every five minutes while there is less than that to see. */
function marks(slots) {
  const step = slots > 2 * LEAST ? 15 : 5;
  const found = [{ at: slots - 1, text: 'now' }];
  for (let back = step; back < slots - 1; back += step) {
    found.push({ at: slots - 1 - back, text: `−${back} min` });
  }
  return found;
}

function minute(bucket) {
  return clock(bucket.start_ms).slice(0, 5);
}

/** BELOW_THRESHOLD as words. */
function words(reason) {
  const text = reason.toLowerCase().replace(/_/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
