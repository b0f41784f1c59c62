;; INVALID_STRUCTURE
;; A memory without a page.
(module
  (memory (export "memory") 0)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
