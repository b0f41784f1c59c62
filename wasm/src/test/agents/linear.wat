;; The policy {"policy":"linear","weights":{"momentum_5":-0.1,"momentum_250":0.1,"range_position":-0.5},"bias":0.5,"min_position":0}.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param $seed i64))
  (func (export "ian_agent_act") (param $at i32) (param $n i32) (result f64)
    (f64.max (f64.const 0) (f64.min (f64.const 1)
      (f64.add
        (f64.add
          (f64.add (f64.const 0.5) (f64.mul (f64.const -0.1) (f64.load offset=8 (local.get $at))))
          (f64.mul (f64.const 0.1) (f64.load offset=40 (local.get $at))))
        (f64.mul (f64.const -0.5) (f64.load offset=88 (local.get $at))))))))
