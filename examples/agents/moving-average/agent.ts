// Holds the index on days when the mean of the last 50 closes is above the mean of the last 200; else it is out of the market.

/** Where the observation has the close, on the scale of the first day that the episode shows. */
const CLOSE = 12;

const FAST = 50;
const SLOW = 200;

/** The last SLOW closes; day d stands at d % SLOW. All zero on a fresh instance. */
const closes = memory.data(SLOW * sizeof<f64>(), sizeof<f64>());

let days = 0;
let fastSum = 0.0;
let slowSum = 0.0;

export function ian_agent_init(seed: i64): void {
  // A crossover draws nothing at random, and every episode has a fresh instance: there is nothing to do.
}

export function ian_agent_act(observation: usize, count: i32): f64 {
  const close = load<f64>(observation + CLOSE * sizeof<f64>());
  fastSum += close - closeBefore(FAST);
  slowSum += close - closeBefore(SLOW);
  store<f64>(at(days), close);
  days++;
  return days >= SLOW && fastSum * SLOW > slowSum * FAST ? 1.0 : 0.0;
}

/** The close of `back` days before this one, or 0 if that is before the first day. */
function closeBefore(back: i32): f64 {
  return days < back ? 0.0 : load<f64>(at(days - back));
}

function at(day: i32): usize {
  return closes + (day % SLOW) * sizeof<f64>();
}
