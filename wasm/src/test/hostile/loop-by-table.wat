;; EVALUATION_TIMEOUT
;; A loop whose every way is a br_table back.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (loop (br_table 0 0 0 0 (local.get 0)))
    (f64.const 0)))
