// @ts-check
/** Everything that the page asks of the node, and how often. */

import { Resource } from './net/resource.js';
import { PAGE } from './panels/log.js';

export const POLL_SECONDS = 3;
const POLL = POLL_SECONDS * 1000;
const ANCHORS = 8;

/**
 * @param {import('./net/api.js').Api} api
 * @param {{goal: string | null, limit: () => number, from: () => number | null}} wanted what is shown
 * @param {() => void} changed
 */
export function resources(api, wanted, changed) {
  const ofGoal = (load) => () => (wanted.goal === null ? null : load(wanted.goal));
  const make = (load, gapMs, liveMs, pollMs) => new Resource(load, { gapMs, liveMs, pollMs }, changed);
  return {
    goals: make(() => api.get('goals'), 1_000, 30_000, 15_000),
    info: make(() => api.get('info'), 1_000, 30_000, 15_000),
    status: make(ofGoal((goal) => api.get(`status/${goal}`)), 1_000, 10_000, POLL),
    leaderboard: make(ofGoal((goal) => leaderboard(api, goal, wanted.limit())), 1_000, 30_000, POLL),
    log: make(ofGoal((goal) => log(api, goal, wanted.from())), 1_000, 30_000, POLL),
    activity: make(ofGoal((goal) => api.get(`activity/${goal}`)), 3_000, 15_000, 2 * POLL),
    equity: make(ofGoal((goal) => api.get(`equity/${goal}`)), 2_000, 60_000, 30_000),
    peers: make(() => api.get('peers'), 1_000, 10_000, 2 * POLL),
    tau: make(() => api.get('tau'), 1_000, 10_000, 2 * POLL),
    anchors: make(ofGoal((goal) => api.get(`anchors/${goal}`, { limit: ANCHORS })), 1_000, 10_000, 2 * POLL),
    alerts: make(() => api.get('alerts'), 2_000, 10_000, 10_000),
  };
}

/** What an event makes worth asking for again. */
export const TOUCHED = {
  contribution_added: ['status', 'log', 'activity'],
  log_reorg: ['status', 'log', 'leaderboard', 'activity'],
  leaderboard_update: ['leaderboard', 'status'],
  peer_connected: ['peers', 'status', 'alerts'],
  peer_disconnected: ['peers', 'status', 'alerts'],
  sync_progress: ['status', 'peers'],
  tau_commit: ['tau', 'anchors', 'status'],
  goal_added: ['goals', 'alerts'],
  gap: ['goals', 'status', 'log', 'leaderboard', 'activity', 'equity', 'peers', 'tau', 'anchors', 'alerts'],
};

async function leaderboard(api, goal, limit) {
  const board = await api.get(`leaderboard/${goal}`, { limit });
  return { ...board, asked: limit };
}

/** The end of the log has to be looked for: its size is in the answer. */
async function log(api, goal, from) {
  if (from !== null) {
    return api.get(`log/${goal}`, { from, limit: PAGE });
  }
  const status = await api.get(`status/${goal}`);
  return api.get(`log/${goal}`, { from: Math.max(0, status.log_size - PAGE), limit: PAGE });
}
