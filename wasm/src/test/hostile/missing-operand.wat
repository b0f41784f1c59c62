;; INVALID_STRUCTURE
;; Nothing on the operand stack.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop)
    (f64.const 0)))
