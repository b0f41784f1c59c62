// An Elman network: eight cells that see the twelve features and what they were themselves a day before.
//
//   cells   = tanh(W x features + R x cells of the day before + b)
//   position = (1 + tanh(v x cells + c)) / 2        0 is out of the market, 1 holds the index

import { WEIGHTS } from "./weights";

const FEATURES = 12;
const CELLS = 8;

/** Weights that a cell has: one per feature, one per cell, one more. */
const ROW = FEATURES + CELLS + 1;

/** A weight is a signed byte; this is its unit. */
const UNIT = 1.0 / 32.0;

let cells = memory.data(CELLS * sizeof<f64>(), sizeof<f64>());
let next = memory.data(CELLS * sizeof<f64>(), sizeof<f64>());

export function ian_agent_init(seed: i64): void {
  // All cells are 0 on a fresh instance, and the network draws nothing at random.
}

export function ian_agent_act(observation: usize, count: i32): f64 {
  for (let cell = 0; cell < CELLS; cell++) {
    const row = cell * ROW;
    const fromFeatures = dot(row, observation, FEATURES);
    const fromCells = dot(row + FEATURES, cells, CELLS);
    put(next, cell, Math.tanh(fromFeatures + fromCells + weight(row + ROW - 1)));
  }
  const last = cells;
  cells = next;
  next = last;
  const out = CELLS * ROW;
  return (1.0 + Math.tanh(dot(out, cells, CELLS) + weight(out + CELLS))) / 2.0;
}

function dot(firstWeight: i32, numbers: usize, count: i32): f64 {
  let sum = 0.0;
  for (let i = 0; i < count; i++) {
    sum += weight(firstWeight + i) * get(numbers, i);
  }
  return sum;
}

function weight(index: i32): f64 {
  return <f64>load<i8>(WEIGHTS + index) * UNIT;
}

function get(numbers: usize, index: i32): f64 {
  return load<f64>(numbers + index * sizeof<f64>());
}

function put(numbers: usize, index: i32, value: f64): void {
  store<f64>(numbers + index * sizeof<f64>(), value);
}
