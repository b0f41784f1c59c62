;; EVALUATION_ERROR
;; One byte beyond the memory.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (memory.fill (i32.const 65536) (i32.const 1) (i32.const 1))
    (f64.const 0)))
