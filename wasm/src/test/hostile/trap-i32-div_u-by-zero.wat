;; EVALUATION_ERROR
;; An integer division by zero.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (i32.div_u (i32.const 1) (i32.const 0)))
    (f64.const 0)))
