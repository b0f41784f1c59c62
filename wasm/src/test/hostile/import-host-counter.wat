;; INVALID_STRUCTURE
;; The sandbox's own door by a likely name.
(module
  (import "ian" "refill" (func (param i64) (result i64)))
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
