;; MEASURED
;; max with a NaN.
(module
  (memory (export "memory") 1)
  (func $bits (param f64) (result f64)
    (f64.convert_i32_u (i32.and (i32.wrap_i64 (i64.add
      (i64.shr_u (i64.reinterpret_f64 (local.get 0)) (i64.const 51)) (i64.reinterpret_f64 (local.get 0)))) (i32.const 0xffff))))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.div (call $bits (f64.max (f64.const -nan:0x8000000000abc) (f64.const 1))) (f64.const 65536))))
