;; INVALID_STRUCTURE
;; A table of 4,294,967,295 entries.
(module
  (memory (export "memory") 1)
  (table 4294967295 funcref)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
