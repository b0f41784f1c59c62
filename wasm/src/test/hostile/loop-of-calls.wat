;; EVALUATION_TIMEOUT
;; A loop that calls an empty function.
(module
  (memory (export "memory") 1)
  (func $nothing)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (loop (call $nothing) (br 0))
    (f64.const 0)))
