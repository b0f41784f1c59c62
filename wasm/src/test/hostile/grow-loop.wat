;; EVALUATION_TIMEOUT
;; memory.grow without end.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (loop (drop (memory.grow (i32.const 1))) (br 0))
    (f64.const 0)))
