;; EVALUATION_ERROR
;; No byte, but beyond the end.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (memory.fill (i32.const 65537) (i32.const 1) (i32.const 0))
    (f64.const 0)))
