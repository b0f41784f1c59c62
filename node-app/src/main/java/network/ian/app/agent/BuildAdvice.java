package network.ian.app.agent;

import java.util.Optional;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/** What to do about a refused module, where the reason is one that toolchains make by default. */
public final class BuildAdvice {

    private BuildAdvice() {}

    /** A line or two of advice; empty if there is none. */
    public static Optional<String> on(Verdict.Reject rejected) {
        return rejected.reason() == Reason.EVALUATION_TIMEOUT
                ? Optional.of(
                        "a loop that never ends looks like this; days below 0 are warm-up, so a loop over the number of the"
                                + " day must end for these, too")
                : on(rejected.detail());
    }

    private static Optional<String> on(String refusal) {
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
        if (refusal.contains("no memory is exported")) {
            return Optional.of(
                    "C and Rust: link without --import-memory; AssemblyScript: without --importMemory and --noExportMemory;"
                            + " text: (memory (export \"memory\") 1)");
        }
        if (refusal.contains("is exported as")) {
            return Optional.of(
                    "C: __attribute__((export_name(\"...\"))) and -Wl,--no-entry; Rust: #[no_mangle] pub extern \"C\" and"
                            + " crate-type cdylib; AssemblyScript: export function in the file that asc is given; text: (export \"...\")");
        }
        if (refusal.contains("SIMD")) {
            return Optional.of(
                    "C: without -msimd128; Rust: without target-feature +simd128; AssemblyScript: without --enable simd");
        }
        return Optional.empty();
    }
}
