;; INVALID_STRUCTURE
;; Sets a local that is not there: with the sandbox's own it would be.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (local.set 2 (i64.const 0x7fffffffffffffff))
    (f64.const 0)))
