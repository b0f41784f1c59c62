;; EVALUATION_TIMEOUT
;; memory.init without end.
(module
  (memory (export "memory") 1)
  (data "12345678")
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (loop (memory.init 0 (i32.const 2048) (i32.const 0) (i32.const 8)) (br 0))
    (f64.const 0)))
