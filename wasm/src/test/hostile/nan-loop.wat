;; EVALUATION_TIMEOUT
;; Makes NaNs without end.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64) (local f64)
    (loop (local.set 2 (f64.div (f64.const 0) (local.get 2))) (br 0))
    (local.get 2)))
