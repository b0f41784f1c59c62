// The daily S&P 500 and the twelve features of docs/HARNESS-TRADING-V1.md, for the search in train.mjs. Judging is the node's business:
// sums run in another order here, so the last bits differ.

import { readFileSync } from "node:fs";

const FILE = new URL("../../../node-core/src/main/resources/network/ian/core/evaluation/trading/sp500-2000.csv", import.meta.url);
const YEAR = 252;

/** Days before the first one on which every feature has a value. */
export const WARM_UP = 300;

export function readMarket() {
  const rows = readFileSync(FILE, "utf8").trim().split("\n").slice(1).map((line) => line.split(","));
  const market = {
    dates: rows.map((row) => row[0]),
    highs: rows.map((row) => Number(row[2])),
    lows: rows.map((row) => Number(row[3])),
    closes: rows.map((row) => Number(row[4])),
  };
  market.returns = market.closes.map((close, day) => (day === 0 ? 0 : close / market.closes[day - 1] - 1));
  return market;
}

/** The features of a day from WARM_UP on, in the order of the observation. */
export function features(market, day) {
  const { closes, highs, lows } = market;
  const close = closes[day];
  const quarter = sigma(market, day, 60);
  const month = sigma(market, day, 20);
  const momentum = (days) => (close / closes[day - days] - 1) / (quarter * Math.sqrt(days));
  const month20 = closes.slice(day - 19, day + 1);
  const spread = deviation(month20, 0);
  const range = highs[day] - lows[day];
  return [
    momentum(1),
    momentum(5),
    momentum(20),
    momentum(60),
    momentum(120),
    momentum(250),
    10 * (close / mean(closes.slice(day - 199, day + 1)) - 1),
    spread > 1e-9 * mean(month20) ? (close - mean(month20)) / spread : 0,
    5 * month * Math.sqrt(YEAR),
    month / sigma(market, day, 250) - 1,
    10 * (close / Math.max(...closes.slice(day - 249, day + 1)) - 1),
    range > 0 ? (2 * (close - lows[day])) / range - 1 : 0,
  ].map((value) => Math.max(-10, Math.min(10, value)));
}

/** Reward, risk and Sharpe ratio of positions, the first of which is decided on `firstDay`. */
export function measure(market, firstDay, positions, cost) {
  let [sum, squares, held, before] = [0, 0, -cost, 0];
  positions.forEach((position, i) => {
    const next = market.returns[firstDay + i + 1];
    const net = position * next - cost * Math.abs(position - before);
    sum += net;
    squares += net * net;
    held += next;
    before = position;
  });
  const count = positions.length;
  const risk = Math.sqrt(YEAR * Math.max(0, squares / count - (sum / count) ** 2));
  return { reward: (YEAR * (sum - held)) / count, risk, sharpe: risk > 1e-9 ? (YEAR * sum) / count / risk : 0 };
}

function sigma(market, day, days) {
  return deviation(market.returns.slice(day - days + 1, day + 1), 1e-6);
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function deviation(numbers, least) {
  const middle = mean(numbers);
  return Math.max(least, Math.sqrt(numbers.reduce((sum, number) => sum + (number - middle) ** 2, 0) / numbers.length));
}
