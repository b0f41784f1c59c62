;; INVALID_STRUCTURE
;; One page more than the goal allows.
(module
  (memory (export "memory") 65)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
