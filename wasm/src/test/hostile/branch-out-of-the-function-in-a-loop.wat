;; EVALUATION_TIMEOUT
;; Leaves the callee by a branch to its outermost label.
(module
  (memory (export "memory") 1)
  (func $leave (param i32) (result i32)
    (block (br_table 1 1 1 (i32.const 5) (local.get 0)))
    (i32.const 1))
  (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f64)
    (loop (drop (call $leave (local.get 0))) (br 0))
    (f64.const 0)))
