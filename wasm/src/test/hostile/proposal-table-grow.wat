;; INVALID_STRUCTURE
;; An instruction of a proposal that is not accepted.
(module
  (memory (export "memory") 1)
  (table 1 funcref)
  (func $n)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (table.grow 0 (ref.null func) (i32.const 1000000)))
    (f64.const 0)))
