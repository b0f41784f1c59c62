;; EVALUATION_ERROR
;; The one division whose quotient does not fit.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (i64.div_s (i64.const 0x8000000000000000) (i64.const -1)))
    (f64.const 0)))
