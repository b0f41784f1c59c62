;; INVALID_STRUCTURE
;; An element segment at the end of a huge table.
(module
  (memory (export "memory") 1)
  (table 10000001 funcref)
  (elem (i32.const 10000000) $n)
  (func $n)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
