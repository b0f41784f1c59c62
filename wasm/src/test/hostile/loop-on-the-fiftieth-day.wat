;; EVALUATION_TIMEOUT
;; Behaves in init and for 49 days, then loops.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (if (f64.ge (f64.load offset=128 (local.get 0)) (f64.const 49))
      (then (loop (br 0))))
    (f64.const 0)))
