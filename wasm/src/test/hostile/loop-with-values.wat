;; INVALID_STRUCTURE
;; A loop with parameters: values on the operand stack at the header.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (i64.const 1)
    (f64.const 2)
    (loop (param i64 f64) (result f64) (br 0))))
