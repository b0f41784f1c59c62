;; INVALID_STRUCTURE
;; memory.init of a segment that is not there.
(module
  (memory (export "memory") 1)
  (data "1")
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (memory.init 1 (i32.const 0) (i32.const 0) (i32.const 0))
    (f64.const 0)))
