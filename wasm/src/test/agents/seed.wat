;; The position is the seed over 2^63.
(module
  (memory (export "memory") 1)
  (global $drawn (mut i64) (i64.const 0))
  (func (export "ian_agent_init") (param $seed i64) (global.set $drawn (local.get $seed)))
  (func (export "ian_agent_act") (param $at i32) (param $n i32) (result f64)
    (f64.mul (f64.convert_i64_s (global.get $drawn)) (f64.const 0x1p-63))))
