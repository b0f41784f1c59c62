;; EVALUATION_TIMEOUT
;; The loop stands behind code that is never reached.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (block (br 0) (drop (i32.add)) (unreachable) (drop (f64.sqrt)))
    (loop (br 0) (unreachable))
    (f64.const 0)))
