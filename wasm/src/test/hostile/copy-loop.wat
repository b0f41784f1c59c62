;; EVALUATION_TIMEOUT
;; Copies the whole memory without end.
(module
  (memory (export "memory") 16)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (loop (memory.copy (i32.const 1) (i32.const 0) (i32.const 1048575)) (br 0))
    (f64.const 0)))
