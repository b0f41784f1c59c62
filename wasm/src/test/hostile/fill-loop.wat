;; EVALUATION_TIMEOUT
;; Fills the whole memory without end.
(module
  (memory (export "memory") 64)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (loop (memory.fill (i32.const 0) (i32.const 7) (i32.const 4194304)) (br 0))
    (f64.const 0)))
