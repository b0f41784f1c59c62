;; EVALUATION_TIMEOUT
;; Eight loops, 2^32 turns each.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64) (local i32)
    (loop (loop (loop (loop (loop (loop (loop (loop 
    (local.set 2 (i32.add (local.get 2) (i32.const 1)))
    (br_if 0 (local.get 2))))))))))
    (f64.const 0)))
