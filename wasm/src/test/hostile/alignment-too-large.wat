;; INVALID_STRUCTURE
;; An alignment above the natural one.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (i32.load8_u align=2 (i32.const 0)))
    (f64.const 0)))
