;; Wants three times the index, then is short of it as far, in turn.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param $seed i64))
  (func (export "ian_agent_act") (param $at i32) (param $n i32) (result f64)
    (local $day i32)
    (local.set $day (i32.trunc_f64_s (f64.load offset=128 (local.get $at))))
    (select (f64.const -3) (f64.const 3) (i32.and (local.get $day) (i32.const 1)))))
