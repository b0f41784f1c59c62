;; MEASURED
;; Much code that is never reached, with types that only the validator sees.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (return (f64.const 0))
    (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) (drop (i32.add)) 
    (unreachable)))
