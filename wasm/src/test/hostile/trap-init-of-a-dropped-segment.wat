;; EVALUATION_ERROR
;; One byte of a segment that was dropped.
(module
  (memory (export "memory") 1)
  (data "12345678")
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (data.drop 0)
    (memory.init 0 (i32.const 2048) (i32.const 0) (i32.const 1))
    (f64.const 0)))
