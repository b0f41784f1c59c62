;; INVALID_STRUCTURE
;; A block of a type that is not there.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (block (type 40))
    (f64.const 0)))
