;; EVALUATION_ERROR
;; Address + offset near 2^33, which must not wrap.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (i64.store offset=4294967295 (i32.const -1) (i64.const 1))
    (f64.const 0)))
