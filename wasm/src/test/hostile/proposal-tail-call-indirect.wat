;; INVALID_STRUCTURE
;; An instruction of a proposal that is not accepted.
(module
  (memory (export "memory") 1)
  (table 1 funcref)
  (func $n)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (return_call_indirect (i32.const 0))
    (f64.const 0)))
