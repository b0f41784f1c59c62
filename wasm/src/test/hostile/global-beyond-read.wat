;; INVALID_STRUCTURE
;; Reads a global that is not there.
(module
  (memory (export "memory") 1)
  (global i32 (i32.const 0))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.convert_i64_s (global.get 1))))
