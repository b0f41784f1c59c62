;; EVALUATION_ERROR
;; A number below the integers.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (i32.trunc_f64_u (f64.const -1)))
    (f64.const 0)))
