// @NAME@: an agent for goals of the harness wasm-trading-v1 (docs/AGENTS.md).
// It holds more of the index the nearer to the day's low the close was, and no more than half where the market is wild.

/** Where each number stands in the observation. */
enum See {
  RETURN_1,
  MOMENTUM_5,
  MOMENTUM_20,
  MOMENTUM_60,
  MOMENTUM_120,
  MOMENTUM_250,
  TREND_200,
  ZSCORE_20,
  VOLATILITY_20,
  VOLATILITY_RATIO,
  DRAWDOWN_250,
  RANGE_POSITION,
  CLOSE,
  HIGH,
  LOW,
  POSITION,
  DAY,
}

/** Called once before each episode, on a fresh instance: globals are at their initial values. */
export function ian_agent_init(seed: i64): void {}

/** Called once a day; answers with the position: 1 holds the index, 0 is out of the market, -1 is short of it. */
export function ian_agent_act(observation: usize, count: i32): f64 {
  const position = 0.5 - 0.5 * see(observation, See.RANGE_POSITION);
  return see(observation, See.VOLATILITY_20) > 2 ? 0.5 * position : position;
}

function see(observation: usize, what: See): f64 {
  return load<f64>(observation + what * sizeof<f64>());
}
