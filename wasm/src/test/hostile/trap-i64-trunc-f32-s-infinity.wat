;; EVALUATION_ERROR
;; Infinity to an integer.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (i64.trunc_f32_s (f32.const inf)))
    (f64.const 0)))
