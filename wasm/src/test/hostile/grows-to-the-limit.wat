;; MEASURED
;; Grows its memory as far as it may; then memory.grow answers -1 for ever.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (memory.grow (i32.const 1)))
    (f64.div (f64.convert_i32_s (memory.size)) (f64.const 64))))
