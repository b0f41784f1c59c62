;; INVALID_STRUCTURE
;; A data segment below 1,024.
(module
  (memory (export "memory") 1)
  (data (i32.const 1023) "1")
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
