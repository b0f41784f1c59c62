// Finds the weights of the network and writes weights.ts: a (1 + 1) evolution strategy with a fixed seed, run on agent.wasm itself.
//
//   node train.mjs [STEPS] && ../build
//
// It looks at days before 2010 alone and keeps what earns more there; the days from 2010 on are only reported at the end. A search of
// thousands of networks on ten years finds what fits these ten years. The second line of figures says how little of it was left after.

import { readFileSync, writeFileSync } from "node:fs";
import { WARM_UP, features, measure, readMarket } from "./market.mjs";

const STEPS = Number(process.argv[2] ?? 3000);
const SEED = 2026;
const COST = 2 / 10000;
const MOST_RISK = 0.14;
const LAST_DAY_TO_LEARN = "2009-12-31";

/** Where the module has its weights: the first thing after the host's 1,024 bytes, as `memory.data` puts it there. */
const WEIGHTS_AT = 1024;
const COUNT = 8 * (12 + 8 + 1) + 8 + 1;
const OBSERVATION_AT = 256;

const module = new WebAssembly.Module(readFileSync(new URL("agent.wasm", import.meta.url)));
const market = readMarket();
const days = market.closes.map((_, day) => (day < WARM_UP ? null : Float64Array.from(features(market, day))));
const split = market.dates.filter((date) => date <= LAST_DAY_TO_LEARN).length;
const random = generator(SEED);

let best = Int8Array.from({ length: COUNT }, () => notZero(Math.round(16 * normal())));
let bestScore = score(best);
for (let step = 1; step <= STEPS; step++) {
  const other = changed(best, 2 + 14 * random(), step / STEPS);
  const otherScore = score(other);
  if (otherScore >= bestScore) {
    [best, bestScore] = [other, otherScore];
  }
  if (step % 1000 === 0) {
    console.log(`${step} steps: ${bestScore.toFixed(4)}`);
  }
}
report("2001 to 2009, searched", run(best, WARM_UP, split - 1));
report("2010 to 2020, never seen", run(best, split, market.closes.length - 1));
writeFileSync(new URL("weights.ts", import.meta.url), source(best));

/** What the search makes greater: reward less half the risk, less much of the risk that is too high, less a little for large weights. */
function score(weights) {
  const { reward, risk } = run(weights, WARM_UP, split - 1);
  const size = weights.reduce((sum, weight) => sum + weight * weight, 0) / COUNT / 1024;
  return reward - 0.5 * risk - 5 * Math.max(0, risk - MOST_RISK) - 0.01 * size;
}

function run(weights, firstDay, lastDay) {
  const { memory, ian_agent_init, ian_agent_act } = new WebAssembly.Instance(module).exports;
  new Int8Array(memory.buffer, WEIGHTS_AT, COUNT).set(weights);
  const observation = new Float64Array(memory.buffer, OBSERVATION_AT, 17);
  ian_agent_init(0n);
  const positions = [];
  for (let day = firstDay; day < lastDay; day++) {
    observation.set(days[day]);
    positions.push(ian_agent_act(OBSERVATION_AT, 17));
  }
  return measure(market, firstDay, positions, COST);
}

/** A copy with about `count` weights moved, by less as the search goes on. */
function changed(weights, count, progress) {
  const reach = 24 * (1 - progress) + 2;
  return weights.map((weight) =>
    random() * COUNT < count ? notZero(Math.max(-127, Math.min(127, Math.round(weight + reach * normal())))) : weight,
  );
}

/** Runs of zeros would split the module's data segment. */
function notZero(weight) {
  return weight === 0 ? 1 : weight;
}

/** About normal: no logarithm, so that every machine draws the same. */
function normal() {
  let sum = -6;
  for (let i = 0; i < 12; i++) {
    sum += random();
  }
  return sum;
}

/** Marsaglia's xorshift with 32 bits of state: numbers from 0 to 1. */
function generator(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

function report(what, { reward, risk, sharpe }) {
  console.log(`${what}: reward ${reward.toFixed(4)}, risk ${risk.toFixed(4)}, Sharpe ratio ${sharpe.toFixed(3)}`);
}

function source(weights) {
  const rows = [];
  for (let i = 0; i < COUNT; i += 21) {
    rows.push("  " + Array.from(weights.subarray(i, i + 21)).join(", ") + ",");
  }
  return `// Written by train.mjs: a row per cell (12 features, 8 cells, 1), then what makes the position of them.
export const WEIGHTS = memory.data<i8>([
${rows.join("\n")}
]);
`;
}
