;; INVALID_STRUCTURE
;; Branches to a label that is not there: with the sandbox's own block it would be.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (br 1 (f64.const 0))))
