;; EVALUATION_TIMEOUT
;; memory.size and data.drop without end.
(module
  (memory (export "memory") 1)
  (data "12345678")
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (loop (drop (memory.size)) (data.drop 0) (br 0))
    (f64.const 0)))
