;; EVALUATION_ERROR
;; A function calls itself through the table.
(module
  (memory (export "memory") 1)
  (type $v (func))
  (table 1 funcref)
  (elem (i32.const 0) $f)
  (func $f (type $v) (call_indirect (type $v) (i32.const 0)))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (call $f)
    (f64.const 0)))
