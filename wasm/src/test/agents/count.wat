;; Counts its calls in memory and in a global; the position is a thousandth of their sum.
(module
  (memory (export "memory") 1)
  (global $calls (mut i32) (i32.const 0))
  (func (export "ian_agent_init") (param $seed i64))
  (func (export "ian_agent_act") (param $at i32) (param $n i32) (result f64)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (i32.store (i32.const 2048) (i32.add (i32.load (i32.const 2048)) (i32.const 1)))
    (f64.div
      (f64.convert_i32_s (i32.add (global.get $calls) (i32.load (i32.const 2048))))
      (f64.const 1000))))
