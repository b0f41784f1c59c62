;; EVALUATION_ERROR
;; NaN on a day that is not scored.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (if (result f64) (f64.lt (f64.load offset=128 (local.get 0)) (f64.const -1)) (then (f64.const nan)) (else (f64.const 0)))))
