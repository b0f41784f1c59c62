;; Answers with infinity on the first day that it is shown.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param $seed i64))
  (func (export "ian_agent_act") (param $at i32) (param $n i32) (result f64)
    f64.const -inf))
