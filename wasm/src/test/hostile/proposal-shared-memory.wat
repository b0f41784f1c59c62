;; INVALID_STRUCTURE
;; threads: a shared memory.
(module
  (memory (export "memory") 1 1 shared)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (f64.const 0)))
