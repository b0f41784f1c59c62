;; EVALUATION_ERROR
;; One byte beyond the memory.
(module
  (memory (export "memory") 1)
  (data "12345678")
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (memory.init 0 (i32.const 65529) (i32.const 0) (i32.const 8))
    (f64.const 0)))
