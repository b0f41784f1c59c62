;; Folds all that it sees into one number; traps unless it sees 17 numbers at 256.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param $seed i64))
  (func (export "ian_agent_act") (param $at i32) (param $n i32) (result f64)
    (local $i i32) (local $sum f64)
    (if (i32.ne (local.get $n) (i32.const 17)) (then unreachable))
    (if (i32.ne (local.get $at) (i32.const 256)) (then unreachable))
    (loop $more
      (local.set $sum
        (f64.add
          (f64.mul (local.get $sum) (f64.const 0.75))
          (f64.load (i32.add (local.get $at) (i32.shl (local.get $i) (i32.const 3))))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $more (i32.lt_u (local.get $i) (local.get $n))))
    local.get $sum))
