// @ts-check
/** What would wake an operator, in the runbook's words. */

import { el, put, write } from '../view/dom.js';
import { ago, plural } from '../view/format.js';
import { Panel } from '../view/panel.js';
import { foreign } from '../view/text.js';

export class Alerts {
  /** @param {{now: () => number}} page */
  constructor(page) {
    this.page = page;
    this.panel = new Panel('alerts', 'Alerts', 'In the words of the runbook');
    this.list = el('ul', { class: 'alerts' });
    this.quiet = el('p', { class: 'quiet-state' });
    this.watched = el('details', { class: 'watched' }, el('summary', {}), el('ul', {}));
    this.panel.put(this.quiet, this.list, this.watched);
  }

  /** @param {import('../net/resource.js').Resource<any>} resource */
  show(resource) {
    this.panel.show(resource, (value) => this.draw(value));
  }

  draw({ alerts, watched, not_watched: blind }) {
    const sorted = [...alerts].sort((one, other) => weight(one) - weight(other));
    const said = JSON.stringify(sorted);
    if (this.said !== said) {
      this.said = said;
      put(this.list, sorted.map((alert) => this.item(alert)));
    }
    const firing = alerts.filter((alert) => alert.state === 'firing').length;
    this.quiet.hidden = firing > 0;
    write(this.quiet, `Quiet: none of ${plural(watched.length, 'watched alert')} fires.`);
    const [summary, list] = this.watched.children;
    write(summary, `${plural(watched.length, 'alert')} watched here, ${blind.length} only by Prometheus`);
    put(list, watched.map((name) => el('li', {}, name)), blind.map((one) => el('li', {}, one.name, el('span', { class: 'note' }, ` – not watched here: ${one.reason}`))));
  }

  item(alert) {
    return alert.state === 'firing' ? this.firing(alert) : this.pending(alert);
  }

  /** Not yet long enough to wake anybody: a line, and the words on demand. */
  pending(alert) {
    return el('li', { 'data-state': 'pending' }, el('details', {},
      el('summary', {}, foreign(alert.summary, 160), el('span', { class: 'tag' }, `pending, ${ago(alert.since_ms, this.page.now()).replace(' ago', '')}`)),
      this.words(alert)));
  }

  firing(alert) {
    return el('li', { 'data-severity': alert.severity, 'data-state': 'firing' },
      el('p', { class: 'alert-head' }, el('strong', {}, foreign(alert.summary, 160)), el('span', { class: 'tag' }, alert.severity)),
      this.words(alert));
  }

  words(alert) {
    return [el('p', {}, foreign(alert.description, 400)),
      el('p', { class: 'note' }, `${alert.name}, ${ago(alert.since_ms, this.page.now())}. See `, el('code', {}, alert.runbook))];
  }
}

/** Firing before pending, critical before warning. */
function weight(alert) {
  return (alert.state === 'firing' ? 0 : 2) + (alert.severity === 'critical' ? 0 : 1);
}
