;; EVALUATION_ERROR
;; An integer division by zero.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (i64.div_u (i64.const 1) (i64.const 0)))
    (f64.const 0)))
