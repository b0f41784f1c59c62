;; INVALID_STRUCTURE
;; An f64 where an i32 belongs.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (i32.add (f64.const 1) (i32.const 1))))
