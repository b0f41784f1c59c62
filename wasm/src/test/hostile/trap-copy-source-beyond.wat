;; EVALUATION_ERROR
;; The source ends one byte beyond the memory.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (memory.copy (i32.const 0) (i32.const 65535) (i32.const 2))
    (f64.const 0)))
