;; INVALID_STRUCTURE
;; ian_agent_act answers f32.
(module (memory (export "memory") 1) (func (export "ian_agent_init") (param i64))
  (func (export "ian_agent_act") (param i32 i32) (result f32) (f32.const 0)))
