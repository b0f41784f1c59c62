;; INVALID_STRUCTURE
;; Code that runs before anybody asks.
(module
  (func $s (loop (br 0)))
  (start $s)
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
