;; EVALUATION_ERROR
;; A number below the integers.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (i64.trunc_f64_s (f64.const -0x1p64)))
    (f64.const 0)))
