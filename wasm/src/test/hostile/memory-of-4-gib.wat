;; INVALID_STRUCTURE
;; 65,536 pages.
(module
  (memory (export "memory") 65536)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
