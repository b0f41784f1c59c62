;; EVALUATION_ERROR
;; call_indirect of an empty entry.
(module
  (memory (export "memory") 1)
  (type $v (func))
  (type $w (func (param i32)))
  (table 2 funcref)
  (elem (i32.const 0) $w)
  (func $w (param i32))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (call_indirect (type $w) (i32.const 0) (i32.const 1))
    (f64.const 0)))
