;; Grows its memory by a page on each of its first three days.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param $seed i64))
  (func (export "ian_agent_act") (param $at i32) (param $n i32) (result f64)
    (if (i32.lt_s (memory.size) (i32.const 4))
      (then (drop (memory.grow (i32.const 1)))))
    f64.const 1))
