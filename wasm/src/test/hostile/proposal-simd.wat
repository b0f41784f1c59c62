;; INVALID_STRUCTURE
;; An instruction of a proposal that is not accepted.
(module
  (memory (export "memory") 1)
  (table 1 funcref)
  (func $n)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (drop (v128.const i32x4 1 2 3 4))
    (f64.const 0)))
