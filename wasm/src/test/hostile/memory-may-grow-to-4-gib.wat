;; MEASURED
;; A maximum above the goal is no more than a wish.
(module
  (memory (export "memory") 1 65536)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
