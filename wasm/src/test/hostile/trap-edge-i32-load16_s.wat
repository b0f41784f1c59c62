;; EVALUATION_ERROR
;; The first address at which a byte is outside.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (i32.load16_s (i32.const 65535)))
    (f64.const 0)))
