;; EVALUATION_TIMEOUT
;; A loop whose condition never ends.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (loop (br_if 0 (i32.const 1)))
    (f64.const 0)))
