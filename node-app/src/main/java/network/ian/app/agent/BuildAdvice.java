package network.ian.app.agent;

import java.util.Optional;

/** What to do about a refused module, where the reason is one that toolchains make by default. */
final class BuildAdvice {

    private BuildAdvice() {}

    /** A line or two of advice for a refusal in words; empty if there is none. */
    static Optional<String> on(String refusal) {
        if (refusal.contains("wasi_")) {
            return Optional.of(
                    "that is WASI, which an agent does not have. Rust: build for wasm32-unknown-unknown, not wasm32-wasi;"
                            + " C: --target=wasm32 -nostdlib, without wasi-libc, printf and malloc");
        }
        if (refusal.contains("imports nothing")) {
            return Optional.of(
                    "C and Rust: that is a function which is declared and nowhere defined; AssemblyScript: build with"
                            + " --runtime stub --use abort= --noAssert, and without console, Date and Math.random");
        }
        if (refusal.contains("belong to the host")) {
            return Optional.of(
                    "AssemblyScript: --memoryBase 1024; C and Rust: -Wl,--global-base=1024; text: begin (data) at 1024");
        }
        if (refusal.contains("is exported as")) {
            return Optional.of(
                    "C: __attribute__((export_name(\"...\"))) and -Wl,--no-entry; Rust: #[no_mangle] pub extern \"C\" and"
                            + " crate-type cdylib; text: (export \"...\")");
        }
        if (refusal.contains("SIMD")) {
            return Optional.of(
                    "C: without -msimd128; Rust: without target-feature +simd128; AssemblyScript: without --enable simd");
        }
        return Optional.empty();
    }
}
