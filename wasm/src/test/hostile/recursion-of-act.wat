;; EVALUATION_ERROR
;; The exported function calls itself.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func $act (export "ian_agent_act") (param i32 i32) (result f64)
    (call $act (local.get 0) (local.get 1))))
