;; EVALUATION_ERROR
;; A function that calls itself.
(module
  (memory (export "memory") 1)
  (func $f (call $f))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (call $f)
    (f64.const 0)))
