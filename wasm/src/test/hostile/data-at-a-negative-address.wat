;; INVALID_STRUCTURE
;; An active data segment at 2^32 - 1.
(module
  (memory (export "memory") 1)
  (data (i32.const -1) "1")
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
