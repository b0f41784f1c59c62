;; INVALID_STRUCTURE
;; Sets a constant.
(module
  (memory (export "memory") 1)
  (global i64 (i64.const 0))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (global.set 0 (i64.const 1))
    (f64.const 0)))
