;; EVALUATION_ERROR
;; An active segment is dropped when the instance is made.
(module
  (memory (export "memory") 1)
  (data (i32.const 4096) "12345678")
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (memory.init 0 (i32.const 2048) (i32.const 0) (i32.const 1))
    (f64.const 0)))
