;; MEASURED
;; Overwrites what the host wrote and the first 1,024 bytes, then acts on what it sees the next day.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64) (local f64)
    (local.set 2 (f64.load offset=128 (local.get 0)))
    (memory.fill (i32.const 0) (i32.const 255) (i32.const 1024))
    (if (result f64) (f64.eq (local.get 2) (f64.load (i32.const 2048)))
      (then (f64.store (i32.const 2048) (f64.add (local.get 2) (f64.const 1))) (f64.const 1))
      (else (f64.store (i32.const 2048) (f64.add (local.get 2) (f64.const 1))) (f64.const 0.5)))))
