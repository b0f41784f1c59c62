;; EVALUATION_ERROR
;; The one division whose quotient does not fit.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))
    (f64.const 0)))
