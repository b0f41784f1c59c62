// @ts-check
/** What the best agent made of 1, beside what holding made of it. */

import { drawLines } from '../charts/lines.js';
import { Figure } from '../charts/figure.js';
import { el, put } from '../view/dom.js';
import { fixed, plural, whole } from '../view/format.js';
import { Panel } from '../view/panel.js';
import { toEntry } from '../view/route.js';
import { contributor } from '../view/text.js';

const HEIGHT = 260;

export class Equity {
  /** @param {{goal: () => string}} page */
  constructor(page) {
    this.page = page;
    this.panel = new Panel('equity', 'Equity of the leader', 'Against buy-and-hold: a stake of 1, not compounded, over the goal’s evaluation');
    this.figure = new Figure('Equity of the leading agent and of buy-and-hold', HEIGHT, true);
    this.who = el('p', { class: 'legend' });
    this.panel.tools.append(this.figure.button);
    this.panel.put(this.who, this.figure.node);
  }

  /** @param {import('../net/resource.js').Resource<any>} resource */
  show(resource) {
    if (resource.value === null && /** @type {any} */ (resource.error)?.status === 404) {
      this.panel.say(`No curve: ${resource.error?.message}.`);
      return;
    }
    this.panel.show(resource, (equity) => this.draw(equity));
  }

  draw(equity) {
    if (equity.agent.length < 2) {
      return 'The curve has too few points to draw.';
    }
    const label = (i) => (equity.dates ? equity.dates[i] : `Bar ${whole(equity.points[i])}`);
    const lines = [
      { name: 'Agent', kind: 'agent', values: equity.agent },
      { name: 'Buy & hold', kind: 'hold', values: equity.buy_and_hold },
    ];
    const last = equity.agent.length - 1;
    put(this.who, el('span', { class: 'key agent' }), el('a', { href: toEntry(this.page.goal(), equity.contribution_id) }, contributor(equity.contributor_id, 24)),
      el('span', { class: 'key hold' }), 'Buy & hold');
    this.figure.show({
      summary: `From 1 the leading agent made ${fixed(equity.agent[last], 2)}, buy-and-hold ${fixed(equity.buy_and_hold[last], 2)}, over ${plural(equity.agent.length, 'point')} from ${label(0)} to ${label(last)}.`,
      draw: (width, height) => drawLines({ lines, places: equity.points, label, marks: (wide) => marks(equity, wide), format: (value) => fixed(value, 2), base: 1 }, width, height),
      table: () => ({
        head: [equity.dates ? 'Date' : 'Bar', 'Agent', 'Buy & hold'],
        rows: equity.agent.map((value, i) => [label(i), fixed(value, 3), fixed(equity.buy_and_hold[i], 3)]),
      }),
    });
    return undefined;
  }
}

/** Years where there are dates, else numbers of bars; not closer together than they can be read. */
function marks(equity, width) {
  const span = equity.points[equity.points.length - 1] - equity.points[0] || 1;
  const apart = (span * 64) / width;
  const all = equity.points.map((at, i) => ({ at, text: equity.dates ? equity.dates[i].slice(0, 4) : whole(at) }));
  const kept = [];
  all.forEach((mark, i) => {
    const last = kept[kept.length - 1];
    const begins = i > 0 && (!equity.dates || mark.text !== all[i - 1].text);
    if (begins && mark.at - (last?.at ?? equity.points[0] - apart / 2) >= apart && mark.text !== last?.text) {
      kept.push(mark);
    }
  });
  return kept;
}
