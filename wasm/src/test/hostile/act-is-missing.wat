;; INVALID_STRUCTURE
;; No ian_agent_act.
(module (memory (export "memory") 1) (func (export "ian_agent_init") (param i64)))
