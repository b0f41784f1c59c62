;; INVALID_STRUCTURE
;; An active data segment that does not fit.
(module
  (memory (export "memory") 1)
  (data (i32.const 65535) "12")
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
