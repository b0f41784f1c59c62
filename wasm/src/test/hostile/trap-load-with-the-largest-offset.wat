;; EVALUATION_ERROR
;; Address + offset = 2^32, which must not wrap to 0.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (i32.load8_u offset=4294967295 (i32.const 1)))
    (f64.const 0)))
