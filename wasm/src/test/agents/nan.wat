;; Answers with NaN on scored day 5.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param $seed i64))
  (func (export "ian_agent_act") (param $at i32) (param $n i32) (result f64)
    (select (f64.const nan) (f64.const 0.5)
      (f64.eq (f64.load offset=128 (local.get $at)) (f64.const 5)))))
