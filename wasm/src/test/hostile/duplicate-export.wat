;; INVALID_STRUCTURE
;; The same name twice.
(module
  (memory (export "memory") 1)
  (func (export "x"))
  (func (export "x"))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
