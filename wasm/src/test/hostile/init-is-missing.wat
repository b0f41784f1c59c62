;; INVALID_STRUCTURE
;; No ian_agent_init.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
