;; INVALID_STRUCTURE
;; The memory is exported as mem.
(module
  (memory (export "mem") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
