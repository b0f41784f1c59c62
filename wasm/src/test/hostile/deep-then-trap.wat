;; EVALUATION_ERROR
;; A trap at a depth of 200.
(module
  (memory (export "memory") 1)
  (func $f (param i32) (result f64)
    (if (result f64) (local.get 0) (then (call $f (i32.sub (local.get 0) (i32.const 1)))) (else (unreachable))))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (call $f (i32.const 200))))
