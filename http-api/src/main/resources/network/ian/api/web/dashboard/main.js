// @ts-check
/** Puts the page together: what is asked for, what it is drawn on, and what the address says. */

import { Connection } from './connection.js';
import { Api } from './net/api.js';
import { EventStream } from './net/stream.js';
import { Token } from './net/token.js';
import { Activity } from './panels/activity.js';
import { Alerts } from './panels/alerts.js';
import { EntryView } from './panels/entry.js';
import { Equity } from './panels/equity.js';
import { Figures } from './panels/figures.js';
import { LogState } from './panels/finality.js';
import { Leaderboard } from './panels/leaderboard.js';
import { LogBrowser } from './panels/log.js';
import { Peers } from './panels/peers.js';
import { Tau } from './panels/tau.js';
import { TokenDialog } from './panels/token.js';
import { Inspector } from './proof/inspection.js';
import { sha256 } from './proof/sha256.js';
import { POLL_SECONDS, resources, TOUCHED } from './resources.js';
import { Announcer } from './view/announcer.js';
import { el, put, write } from './view/dom.js';
import { perFrame } from './view/frame.js';
import { hash, plural } from './view/format.js';
import { parse, toGoal, toLog } from './view/route.js';
import { clipped, visible } from './view/text.js';
import { themeButton } from './view/theme.js';

const TICK_MS = 250;
const OF_A_GOAL = /** @type {const} */ (['status', 'leaderboard', 'log', 'activity', 'equity', 'anchors']);

class Dashboard {
  constructor() {
    this.token = new Token(storage());
    this.api = new Api(document.baseURI, this.token, (sentence, sent) => this.tokenWanted(sentence, sent));
    this.connection = new Connection(byId('connection'), byId('connection-text'), POLL_SECONDS);
    this.announcer = new Announcer((text) => write(byId('said'), text), () => performance.now());
    /** @type {{goal: string | null, limit: () => number, from: () => number | null}} */
    this.wanted = { goal: null, limit: () => this.leaderboard.limit, from: () => this.log.from };
    this.draw = perFrame(() => this.drawNow());
    this.resources = resources(this.api, this.wanted, () => this.draw());
    this.stream = new EventStream(this.api, {
      opened: () => { this.connection.stream(true); this.wantAll(); },
      lost: () => this.connection.stream(false),
      events: (events) => this.events(events),
    });
    this.makePanels();
    this.leader = '';
  }

  makePanels() {
    const page = {
      goal: () => this.wanted.goal ?? '',
      now: () => this.api.now(),
      say: (text) => this.announcer.say(text),
      go: (address) => { location.hash = address; },
      resized: () => this.hurry('leaderboard'),
      turned: () => { history.replaceState(null, '', this.place()); this.hurry('log'); },
    };
    this.figures = new Figures();
    this.leaderboard = new Leaderboard(page);
    this.equity = new Equity(page);
    this.activity = new Activity();
    this.logState = new LogState();
    this.tau = new Tau(page);
    this.log = new LogBrowser(page);
    this.peers = new Peers(page);
    this.alerts = new Alerts(page);
    this.dialog = new TokenDialog((text) => this.useToken(text));
    const inspector = new Inspector(this.api, { current: () => this.tree(), refresh: () => this.freshTree() }, sha256);
    this.entry = new EntryView({
      inspect: (entry) => inspector.inspect(page.goal(), entry),
      closed: () => history.pushState(null, '', this.place()),
      finality: () => this.resources.status.value?.finality,
    });
    byId('main').append(this.figures.node, el('div', { class: 'panels' },
      [this.leaderboard, this.equity, this.activity, this.logState, this.tau, this.log, this.peers, this.alerts].map((part) => part.panel.node)));
  }

  start() {
    themeButton(byId('theme'));
    byId('token').addEventListener('click', () => this.dialog.open(''));
    byId('goal').addEventListener('change', (event) => { location.hash = toGoal(/** @type {HTMLSelectElement} */ (event.target).value); });
    window.addEventListener('hashchange', () => this.follow());
    window.addEventListener('online', () => { this.wantAll(); this.stream.hurry(); });
    document.addEventListener('visibilitychange', () => this.shown(!document.hidden));
    this.tick();
    setInterval(() => this.tick(), TICK_MS);
  }

  /** A page that nobody sees holds no connection either: a browser has but six for all pages of a node. @param {boolean} visible */
  shown(visible) {
    if (visible) {
      this.stream.hurry();
      this.wantAll();
      this.tick();
    } else {
      this.stream.stop();
      this.connection.stream(false);
    }
  }

  /** Asks for what is due. A page that nobody sees asks for nothing. */
  tick() {
    if (document.hidden) {
      return;
    }
    const now = Date.now();
    Object.values(this.resources).forEach((resource) => resource.tick(now, this.connection.mode === 'live'));
  }

  /** @param {import('./net/sse.js').ServerEvent[]} events only what they are about matters: the values are asked for */
  events(events) {
    const touched = new Set();
    events.forEach((event) => TOUCHED[event.type]?.forEach((name) => touched.add(name)));
    touched.forEach((name) => this.resources[name].pace.want());
  }

  wantAll() {
    Object.values(this.resources).forEach((resource) => resource.pace.want());
  }

  hurry(name) {
    this.resources[name].generation++;
    this.resources[name].busy = false;
    this.resources[name].refresh(Date.now());
  }

  /** Goes where the address says. */
  follow() {
    const goals = this.resources.goals.value?.goals ?? [];
    const route = parse(location.hash);
    const goal = goals.find((one) => one.goal_id === route.goal)?.goal_id ?? goals[0]?.goal_id ?? null;
    if (goal === null) {
      return;
    }
    if (goal !== this.wanted.goal) {
      this.choose(goal);
    }
    if (route.from !== null && route.from !== this.log.from) {
      this.log.to(route.from);
    }
    if (route.entry !== null && route.goal === goal) {
      this.entry.open(route.entry);
    } else {
      this.entry.close();
    }
  }

  choose(goal) {
    this.wanted.goal = goal;
    OF_A_GOAL.forEach((name) => this.resources[name].reset());
    this.leaderboard.reset();
    this.log.reset();
    this.leader = '';
    /** @type {HTMLSelectElement} */ (byId('goal')).value = goal;
    this.stream.start(goal);
    this.tick();
  }

  /** The address of what is shown, entry apart. */
  place() {
    const goal = this.wanted.goal ?? '';
    return this.log.from === null ? toGoal(goal) : toLog(goal, this.log.from);
  }

  tree() {
    const status = this.resources.status.value;
    return status === null ? null : { size: status.log_size, root: status.log_root };
  }

  async freshTree() {
    const status = await this.api.get(`status/${this.wanted.goal}`);
    this.resources.status.value = status;
    this.draw();
    return { size: status.log_size, root: status.log_root };
  }

  /** @param {string} sentence of the node @param {string | null} sent the token that it did not take */
  tokenWanted(sentence, sent) {
    if (sent === this.token.value) {
      // A wrong one is not sent again: the node counts wrong ones.
      this.token.set(null);
      byId('token').hidden = false;
      this.dialog.ask(sentence);
    }
  }

  /** Tries a token with one request before all others use it. @param {string} text */
  async useToken(text) {
    this.token.set(text);
    try {
      await this.api.get('whoami');
    } catch (problem) {
      if (/** @type {any} */ (problem).status !== 401) {
        this.dialog.ask(`${/** @type {Error} */ (problem).message}.`);
      }
      return;
    }
    Object.values(this.resources).forEach((resource) => { resource.pace.reset(); });
    this.stream.hurry();
    this.tick();
  }

  drawNow() {
    const { goals, info, status, leaderboard, activity, equity, log, peers, tau, anchors, alerts } = this.resources;
    this.hear();
    this.drawGoals(goals.value);
    if (info.value !== null) {
      put(byId('who'), el('span', { class: 'mono', title: info.value.node_id }, hash(info.value.node_id, 12, 6)), ` on network ${clipped(visible(info.value.network_id), 40)}, version ${clipped(visible(info.value.version), 30)}`);
    }
    this.newLeader(leaderboard.value);
    this.figures.show({ status: status.value, leaderboard: leaderboard.value, activity: activity.value });
    this.leaderboard.show(leaderboard);
    this.equity.show(equity);
    this.activity.show(activity);
    this.logState.show(status, activity.value);
    this.tau.show(tau, anchors.value);
    this.log.show(log);
    this.peers.show(peers, status.value);
    this.alerts.show(alerts);
  }

  /** Whether the node answers at all: no answer is one thing, an answer that says no another. */
  hear() {
    const all = Object.values(this.resources);
    const silent = all.some((resource) => resource.error?.status === 0);
    if (silent && !all.some((resource) => resource.error === null && resource.value !== null && Date.now() - resource.atMs < 2_000)) {
      this.connection.unanswered(Date.now());
    } else if (all.some((resource) => resource.value !== null || (resource.error?.status ?? 0) > 0)) {
      this.connection.answered();
    }
  }

  drawGoals(goals) {
    if (goals === null) {
      return;
    }
    const picker = /** @type {HTMLSelectElement} */ (byId('goal'));
    const ids = goals.goals.map((goal) => goal.goal_id).join(' ');
    if (picker.dataset.goals !== ids) {
      picker.dataset.goals = ids;
      put(picker, goals.goals.map((goal) => el('option', { value: goal.goal_id }, clipped(visible(goal.name), 60))));
      picker.disabled = goals.goals.length === 0;
      this.follow();
    }
    const chosen = goals.goals.find((goal) => goal.goal_id === this.wanted.goal);
    picker.title = chosen ? clipped(visible(chosen.description), 400) : '';
    document.title = chosen ? `${clipped(visible(chosen.name), 60)} – IAN node` : 'IAN node';
  }

  /** The curve is the leader's: another leader, another curve. */
  newLeader(board) {
    const leader = board?.entries[0]?.contribution_id ?? '';
    if (leader !== this.leader) {
      this.leader = leader;
      this.resources.equity.pace.want();
    }
  }
}

/** @returns {any} */
function byId(id) {
  return document.getElementById(id);
}

function storage() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

new Dashboard().start();
