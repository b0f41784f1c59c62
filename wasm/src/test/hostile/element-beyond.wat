;; INVALID_STRUCTURE
;; Puts a function into the table that is not there.
(module
  (memory (export "memory") 1)
  (table 4 funcref)
  (elem (i32.const 0) 0 1 2)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
