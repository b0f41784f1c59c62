// @ts-check
/** One entry: whether its proof holds, how, and what was contributed. */

import { el, put, write } from '../view/dom.js';
import { fixed, instant, percent, plural, signed, whole } from '../view/format.js';
import { contributor, foreign, visible } from '../view/text.js';
import { fromBase64 } from '../proof/bytes.js';
import { proofPath } from './path.js';

const MARKS = { true: '✓', false: '✕', open: '–' };
const LONGEST = 40_000;

export class EntryView {
  /**
   * @param {{inspect: (entry: any) => Promise<import('../proof/inspection.js').Inspection>, closed: () => void, finality: () => any}} page
   */
  constructor(page) {
    this.page = page;
    this.title = el('h2', { id: 'entry-title' }, 'Entry');
    this.verdict = el('div', { class: 'verdict', role: 'status', 'aria-live': 'polite', 'data-outcome': 'busy' });
    this.content = el('div', { class: 'entry-content' });
    this.again = el('button', { type: 'button', class: 'quiet', on: { click: () => this.check() } }, 'Check again');
    this.node = el('dialog', { class: 'sheet', id: 'entry', 'aria-labelledby': 'entry-title', on: { close: () => this.ended(), click: (event) => this.outside(event) } },
      el('div', { class: 'sheet-body' },
        el('div', { class: 'sheet-head' }, this.title, el('div', { class: 'tools' }, this.again,
          el('button', { type: 'button', class: 'quiet', on: { click: () => this.node.close() } }, 'Close'))),
        this.verdict, this.content));
    document.body.append(this.node);
    /** @type {any} */
    this.entry = null;
    this.turn = 0;
  }

  /** @param {{index: number} | {id: string}} entry */
  open(entry) {
    this.entry = entry;
    if (!this.node.open) {
      this.node.showModal();
    }
    this.check();
  }

  close() {
    if (this.node.open) {
      this.entry = null;
      this.node.close();
    }
  }

  ended() {
    this.turn++;
    if (this.entry !== null) {
      this.entry = null;
      this.page.closed();
    }
  }

  outside(event) {
    if (event.target === this.node) {
      this.node.close();
    }
  }

  async check() {
    const turn = ++this.turn;
    write(this.title, 'index' in this.entry ? `Entry ${whole(this.entry.index)}` : 'Entry');
    this.judge('busy', 'Checking …', 'Fetching the entry and its proof.');
    put(this.content);
    try {
      const found = await this.page.inspect(this.entry);
      if (turn === this.turn) {
        this.show(found);
      }
    } catch (problem) {
      if (turn === this.turn) {
        this.judge('open', 'Not verified', `${problem instanceof Error ? problem.message : problem}.`);
      }
    }
  }

  /** @param {import('../proof/inspection.js').Inspection} found */
  show(found) {
    const { contribution, proof, tree } = found;
    const index = proof?.log_index ?? contribution.log_index;
    write(this.title, index === null ? 'Entry that waits for its place' : `Entry ${whole(index)}`);
    if (found.outcome === 'true' && tree) {
      this.judge('true', 'Verified in this browser',
        `Entry ${whole(index)} is in the log of ${plural(tree.size, 'entry', 'entries')} with the root that this page holds. SHA-256 by ${found.digests}.`);
    } else if (found.outcome === 'false') {
      this.judge('false', 'FALSE', `${sentence(found.reason)} What this node shows here does not prove itself. SHA-256 by ${found.digests}.`);
    } else {
      this.judge('open', 'Not verified', sentence(found.reason));
    }
    put(this.content,
      found.reordered > 0 ? el('p', { class: 'notice' }, `The log was reordered between root and proof (${plural(found.reordered, 'time')}); checked again, against the new root.`) : null,
      checks(found),
      found.verdict && found.verdict.leafHash && tree ? [el('h3', {}, 'From the leaf to the root'), proofPath(contribution.contribution_id, found.verdict, tree)] : null,
      this.facts(contribution, index),
      numbers(contribution),
      body(contribution));
  }

  judge(outcome, words, detail) {
    this.verdict.dataset.outcome = outcome;
    put(this.verdict, el('p', { class: 'words' }, words), el('p', {}, detail));
  }

  facts(shown, index) {
    const final = this.page.finality();
    const settled = final && final.source !== 'none' && index !== null
      ? fact('Order', index < final.size ? 'final, within the anchored prefix' : 'not final yet') : null;
    return el('div', {}, el('h3', {}, 'Contribution'), el('dl', { class: 'facts' },
      fact('Contributor', contributor(shown.contributor_id, 128)),
      fact('Signed by', shown.sponsored ? 'the node that took it' : 'the contributor'),
      fact('Time', instant(shown.timestamp_ms)),
      settled,
      fact('Contribution id', el('span', { class: 'mono whole' }, foreign(shown.contribution_id, 64))),
      fact('Pack hash', el('span', { class: 'mono whole' }, foreign(shown.pack_hash, 64))),
      fact('Public key', el('span', { class: 'mono whole' }, foreign(shown.public_key, 64)))));
  }
}

function checks(found) {
  const inclusion = { name: 'Inclusion', outcome: found.verdict === null ? 'open' : String(found.verdict.holds), detail: found.verdict === null ? found.reason : found.verdict.reason || 'the path leads to the root that this page holds' };
  return el('ul', { class: 'checks' }, [inclusion, ...found.checks].map((check) => el('li', { 'data-outcome': check.outcome },
    el('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[check.outcome]),
    el('span', {}, el('strong', {}, check.name), ' ', el('span', { class: 'hidden' }, `${{ true: 'holds', false: 'is false', open: 'not checked' }[check.outcome]}: `), check.detail))));
}

function numbers({ score, metrics }) {
  const cells = [
    ['Score', fixed(score, 6)], ['Reward', `${signed(metrics.reward * 100, 2)} %`], ['Risk', percent(metrics.risk, 2)], ['Sharpe ratio', fixed(metrics.sharpe_ratio, 3)],
    ['Max. drawdown', percent(metrics.max_drawdown, 2)], ['Complexity', fixed(metrics.complexity, 2)], ['Episodes', whole(metrics.episodes_run)], ['Steps', whole(metrics.steps_run)],
  ];
  return el('div', {}, el('h3', {}, 'Measured'), el('p', { class: 'note' }, 'What this node computed; the proof is about the entry, not about these numbers.'), el('dl', { class: 'numbers' }, cells.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))));
}

function body(shown) {
  if (shown.body === null) {
    return el('div', {}, el('h3', {}, 'Agent pack'), el('p', { class: 'note' }, 'Its body was dropped. Header, signature and proof stay.'));
  }
  const { version, parameters, metadata, proofs } = shown.body;
  const names = Object.keys(proofs ?? {});
  return el('div', {}, el('h3', {}, 'Agent pack'), el('dl', { class: 'facts' },
    fact('Version', foreign(version, 64)),
    names.length > 0 ? fact('Proofs', names.map((name, i) => [i > 0 ? ', ' : '', foreign(name, 64)])) : null),
  code('Parameters', readable(parameters)),
  code('Metadata', JSON.stringify(metadata, null, 2)));
}

function code(name, text) {
  const shown = visible(text.slice(0, LONGEST), '\n');
  return el('figure', { class: 'code' }, el('figcaption', {}, name),
    el('pre', { tabindex: 0, role: 'region', 'aria-label': name, dir: 'ltr' }, shown, text.length > LONGEST ? `\n… and ${whole(text.length - LONGEST)} characters more` : ''));
}

/** JSON laid out, other text as it is, other bytes as they came. */
function readable(base64) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64(base64));
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  } catch {
    return base64;
  }
}

function fact(name, ...value) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, ...value));
}

function sentence(text) {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return first.endsWith('.') ? first : `${first}.`;
}
