;; INVALID_STRUCTURE
;; ian_agent_act is a table.
(module (memory (export "memory") 1) (func (export "ian_agent_init") (param i64))
  (table (export "ian_agent_act") 1 funcref))
