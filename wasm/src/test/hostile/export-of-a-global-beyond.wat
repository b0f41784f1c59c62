;; INVALID_STRUCTURE
;; Exports a global that is not there.
(module
  (memory (export "memory") 1)
  (export "fuel" (global 0))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
