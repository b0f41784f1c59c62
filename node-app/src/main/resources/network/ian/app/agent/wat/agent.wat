;; @NAME@: an agent for goals of the harness wasm-trading-v1 (docs/AGENTS.md).
;; It holds more of the index the nearer to the day's low the close was, and no more than half where the market is wild.
(module
  (memory (export "memory") 1)

  ;; The observation is an array of doubles; this is where in it each number stands.
  (global $RETURN_1         i32 (i32.const 0))
  (global $MOMENTUM_5       i32 (i32.const 1))
  (global $MOMENTUM_20      i32 (i32.const 2))
  (global $MOMENTUM_60      i32 (i32.const 3))
  (global $MOMENTUM_120     i32 (i32.const 4))
  (global $MOMENTUM_250     i32 (i32.const 5))
  (global $TREND_200        i32 (i32.const 6))
  (global $ZSCORE_20        i32 (i32.const 7))
  (global $VOLATILITY_20    i32 (i32.const 8))
  (global $VOLATILITY_RATIO i32 (i32.const 9))
  (global $DRAWDOWN_250     i32 (i32.const 10))
  (global $RANGE_POSITION   i32 (i32.const 11))
  (global $CLOSE            i32 (i32.const 12))
  (global $HIGH             i32 (i32.const 13))
  (global $LOW              i32 (i32.const 14))
  (global $POSITION         i32 (i32.const 15))
  (global $DAY              i32 (i32.const 16))

  ;; Called once before each episode, on a fresh instance.
  (func (export "ian_agent_init") (param $seed i64))

  ;; Called once a day; answers with the position: 1 holds the index, 0 is out of the market, -1 is short of it.
  (func (export "ian_agent_act") (param $observation i32) (param $count i32) (result f64)
    (local $position f64)
    (local.set $position
      (f64.sub (f64.const 0.5)
        (f64.mul (f64.const 0.5) (call $see (local.get $observation) (global.get $RANGE_POSITION)))))
    (if (f64.gt (call $see (local.get $observation) (global.get $VOLATILITY_20)) (f64.const 2))
      (then (local.set $position (f64.mul (local.get $position) (f64.const 0.5)))))
    (local.get $position))

  (func $see (param $observation i32) (param $index i32) (result f64)
    (f64.load (i32.add (local.get $observation) (i32.shl (local.get $index) (i32.const 3))))))
