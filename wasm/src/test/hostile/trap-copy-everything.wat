;; EVALUATION_ERROR
;; 4 GiB less one byte.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (memory.copy (i32.const 1) (i32.const 0) (i32.const -1))
    (f64.const 0)))
