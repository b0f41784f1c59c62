;; MEASURED
;; f32.copysign with the sign of 4290772992, whose decimal value is the bit pattern of a NaN.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.promote_f32 (f32.copysign (f32.const 0.5) (f32.const 4290772992)))))
