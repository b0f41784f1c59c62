(module
  (type $t (func (param i32) (result i32)))
  (memory 1 3)
  (table 2 funcref)
  (elem (i32.const 0) $leaf)
  (data $d "abcdefgh01234567")
  ;; 0: nothing is executed
  (func (export "empty"))
  ;; get, const, add = 3
  (func $leaf (export "leaf") (type $t) (i32.add (local.get 0) (i32.const 1)))
  ;; three locals = 3, nop = 1
  (func (export "locals") (local i32 i64 f64) (nop))
  ;; block 1, nop 1, get 1, br_if 1; not taken: nop 1
  (func (export "block") (param i32) (block (nop) (br_if 0 (local.get 0)) (nop)))
  ;; get 1, if 2; then: const, return = 2; else: nop = 1, then const behind the end = 1
  (func (export "if") (param i32) (result i32)
    (if (local.get 0) (then (return (i32.const 5))) (else (nop))) (i32.const 6))
  ;; get 1, if 2; then: nop = 1; behind: nop = 1
  (func (export "if-without-else") (param i32) (if (local.get 0) (then (nop))) (nop))
  ;; one local = 1; loop 1; each round 5 and get, const, add, tee, get, lt, br_if = 7
  (func (export "loop") (param i32) (local i32)
    (loop (br_if 0 (i32.lt_u (local.tee 1 (i32.add (local.get 1) (i32.const 1))) (local.get 0)))))
  ;; block, block, block = 3, get, br_table = 2; 0: nop nop = 2 and so on; the default leaves the function
  (func (export "table") (param i32)
    (block (block (block (br_table 0 1 2 3 (local.get 0))) (nop) (nop)) (nop)) (nop))
  ;; const 1, call 8, leaf 3, drop and nop = 2
  (func (export "call") (drop (call $leaf (i32.const 1))) (nop))
  ;; const, const = 2, call_indirect 8, leaf 3, drop 1
  (func (export "indirect") (drop (call_indirect (type $t) (i32.const 1) (i32.const 0))))
  ;; get, eqz = 2, if 2, return 1; otherwise get, const, sub = 3, call 8 and the inner call
  (func $deep (export "deep") (param i32)
    (if (i32.eqz (local.get 0)) (then (return))) (call $deep (i32.sub (local.get 0) (i32.const 1))))
  ;; a branch to the function's own label, code behind it is not counted: const, br = 2
  (func (export "out") (result i32) (block (br 1 (i32.const 3)) (nop)) (nop) (i32.const 4))
  ;; 3 operands, the instruction 4, and a unit for 8 bytes
  (func (export "fill") (param i32) (memory.fill (i32.const 2048) (i32.const 1) (local.get 0)))
  (func (export "copy") (param i32) (memory.copy (i32.const 4096) (i32.const 2048) (local.get 0)))
  (func (export "init") (memory.init $d (i32.const 2048) (i32.const 0) (i32.const 16)) (data.drop $d))
  ;; get 1, grow 8; 8,192 a new page and 4,096 an old one; nothing more if it fails
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  ;; a branch costs a unit more for 32 blocks that are open round it: 66 blocks and br 3; 32 and 2; 31 and 1; a return 3
  (func (export "deep-66") block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block br 0 end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end)
  (func (export "deep-32") block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block br 0 end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end)
  (func (export "deep-31") block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block br 0 end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end)
  (func (export "deep-return") block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block return end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end)
  ;; 66 blocks, const 1, br_if 3, const 1, br_table 3
  (func (export "deep-if-and-table") block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block block i32.const 0 br_if 0 i32.const 0 br_table 0 0 end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end end)
  ;; 16 constants, call 8, two locals of a function with 16 parameters 4; 31 and 8 and four locals 8; 32 and 8 and two locals 6
  (func $sixteen (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local i32 f64))
  (func (export "call-16") i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 call $sixteen)
  (func $thirty-one (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local i32 f64 f32 f32))
  (func (export "call-31") i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 call $thirty-one)
  (func $thirty-two (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local i32 f64))
  (func (export "call-32") i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 i32.const 1 call $thirty-two)
  ;; get, const, drop = 3 and 2 for each of abs, neg, copysign
  (func (export "signs") (param f64) (drop (f64.copysign (f64.neg (f64.abs (local.get 0))) (f64.const 1))))
  (func (export "single-signs") (param f32) (drop (f32.copysign (f32.neg (f32.abs (local.get 0))) (f32.const 1))))
  ;; two results of a block, taken by a branch that leaves a third behind: block, const x 3, br, add = 6
  (func (export "several") (result i32) (block (result i32 i32) (i32.const 9) (i32.const 1) (i32.const 2) (br 0)) (i32.add))
  ;; block, const, unreachable = 3
  (func (export "trap") (block (drop (i32.const 1)) (unreachable)))
  ;; 65,536 x 65,536 is 0
  (func (export "product") (param i32) (result i32)
    (if (result i32) (i32.mul (local.get 0) (local.get 0)) (then (i32.const 1)) (else (i32.const 2))))
  ;; NaN bits that can be seen: through a local, memory, a block, a call's result, the sign
  (func $nan (param f64) (result f64) (f64.sub (local.get 0) (local.get 0)))
  (func (export "nan-local") (param f64) (result i64) (local f64)
    (local.set 1 (f64.div (local.get 0) (local.get 0))) (i64.reinterpret_f64 (local.get 1)))
  (func (export "nan-call") (param f64) (result i64) (i64.reinterpret_f64 (call $nan (local.get 0))))
  (func (export "nan-block") (param f64) (result i64)
    (i64.reinterpret_f64 (block (result f64) (f64.sqrt (f64.neg (f64.abs (local.get 0)))))))
  (func (export "nan-neg") (param f64) (result i64) (i64.reinterpret_f64 (f64.neg (f64.sub (local.get 0) (local.get 0)))))
  (func (export "nan-store") (param f64) (result i64)
    (f64.store (i32.const 2048) (f64.add (local.get 0) (f64.neg (local.get 0)))) (i64.load (i32.const 2048)))
  (func (export "nan-single") (param f32) (result i32) (i32.reinterpret_f32 (f32.mul (local.get 0) (f32.const 2))))
  (func (export "nan-kept") (param f64) (result i64) (i64.reinterpret_f64 (local.get 0)))
)
