;; MEASURED
;; Names for the memory, a table, a global that may be changed.
(module
  (memory (export "memory") 1)
  (table (export "t") 3 funcref)
  (global (export "g") (mut i64) (i64.const 5))
  (export "m2" (memory 0))
  (export "ian" (func 0))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
