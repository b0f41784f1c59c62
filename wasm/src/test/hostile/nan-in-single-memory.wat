;; MEASURED
;; A signalling NaN through f32.load and f32.store keeps its bits.
(module
  (memory (export "memory") 1)
  (data (i32.const 4100) "\34\12\a0\7f")
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f32.store (i32.const 4096) (f32.load (i32.const 4100)))
    (f64.div (f64.convert_i32_u (i32.load16_u (i32.const 4096))) (f64.const 65536))))
