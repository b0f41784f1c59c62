;; INVALID_STRUCTURE
;; A memory of the host.
(module
  (import "env" "memory" (memory 1))
  (export "memory" (memory 0))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64) (f64.const 0)))
