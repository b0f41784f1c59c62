;; MEASURED
;; Counts days in a global and in memory: both are fresh in each episode.
(module
  (memory (export "memory") 1)
  (global $days (mut i32) (i32.const 1))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (global.set $days (i32.add (global.get $days) (i32.const 1)))
    (i32.store (i32.const 4096) (i32.add (i32.load (i32.const 4096)) (i32.const 1)))
    (f64.div (f64.convert_i32_s (i32.sub (global.get $days) (i32.load (i32.const 4096)))) (f64.const 2))))
