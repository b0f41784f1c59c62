;; EVALUATION_TIMEOUT
;; A loop that calls through the table.
(module
  (memory (export "memory") 1)
  (type $v (func))
  (table 1 funcref)
  (elem (i32.const 0) $nothing)
  (func $nothing)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (loop (call_indirect (type $v) (i32.const 0)) (br 0))
    (f64.const 0)))
