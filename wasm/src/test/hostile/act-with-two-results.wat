;; INVALID_STRUCTURE
;; ian_agent_act answers twice.
(module (memory (export "memory") 1) (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64 f64) (f64.const 0) (f64.const 0)))
