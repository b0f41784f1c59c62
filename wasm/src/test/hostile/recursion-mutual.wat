;; EVALUATION_ERROR
;; Two functions call one another.
(module
  (memory (export "memory") 1)
  (func $f (call $g))
  (func $g (call $f))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (call $f)
    (f64.const 0)))
