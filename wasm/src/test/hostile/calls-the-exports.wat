;; MEASURED
;; act calls init: fuel is counted through exports as well.
(module
  (memory (export "memory") 1)
  (func $i (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (call $i (i64.const 1))
    (f64.const 0)))
