;; INVALID_STRUCTURE
;; memory is the name of a global.
(module
  (memory 1)
  (global (export "memory") i32 (i32.const 0))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
