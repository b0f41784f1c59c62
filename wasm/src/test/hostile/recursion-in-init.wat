;; EVALUATION_ERROR
;; ian_agent_init calls itself.
(module
  (memory (export "memory") 1)
  (func $i (export "ian_agent_init") (param i64) (call $i (local.get 0)))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
