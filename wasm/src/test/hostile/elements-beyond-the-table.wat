;; EVALUATION_ERROR
;; An active element segment that does not fit.
(module
  (memory (export "memory") 1)
  (table 1 funcref)
  (elem (i32.const 1) $n)
  (func $n)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
