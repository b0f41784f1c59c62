;; INVALID_STRUCTURE
;; No memory at all.
(module
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
