;; Holds the index, whatever it sees: the least an agent can be.
(module
  (memory (export "memory") 1)
  (func (export "ian_agent_init") (param $seed i64))
  (func (export "ian_agent_act") (param $observation i32) (param $count i32) (result f64)
    f64.const 1))
