;; EVALUATION_ERROR
;; Address + size = 2^32 + 1, which must not wrap.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (memory.fill (i32.const -1) (i32.const 1) (i32.const 2))
    (f64.const 0)))
