package network.ian.wasm.sandbox;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import network.ian.wasm.metering.MeteredFunction;
import network.ian.wasm.sandbox.AgentStoppedException.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates modules to JVM bytecode. Functions that do not fit there are left to the interpreter, which gives the same bits: those too
 * long for a JVM method (64 KiB), and those with more stack map than is worth it.
 */
final class Translator {

    private static final Logger LOG = LoggerFactory.getLogger(Translator.class);

    /** Functions of the host come first. */
    private static final int IMPORTS = 2;

    private static final int METHOD_BYTES = 65_000;

    /** JVM bytes for each byte of code: first what is usual, then what is possible. */
    private static final int[] GROWTH = {2, 4, 8};

    private static final int MOVE_BYTES = 9;
    private static final int SLOT_BYTES = 7;

    /** Slots times joins, of all functions together. */
    private static final long STACK_MAP = 20_000_000;

    private Translator() {}

    /** The translation, empty if all is left to the interpreter. */
    static Optional<Function<Instance, Machine>> translate(WasmModule module, List<MeteredFunction> functions) {
        for (int growth : GROWTH) {
            Set<Integer> left = left(functions, growth);
            if (left.size() == functions.size()) {
                return Optional.empty();
            }
            try {
                return Optional.of(translate(module, left));
            } catch (OutOfMemoryError | StackOverflowError e) {
                throw new AgentStoppedException(
                        Cause.OUT_OF_HOST, "this node has too little memory to translate the module");
            } catch (RuntimeException | LinkageError e) {
                LOG.atDebug().setCause(e).addKeyValue("growth", growth).log("A module was not translated");
            }
        }
        return Optional.empty();
    }

    private static Function<Instance, Machine> translate(WasmModule module, Set<Integer> left) {
        MachineFactoryCompiler.Builder builder = MachineFactoryCompiler.builder(module);
        if (left.isEmpty()) {
            builder.withInterpreterFallback(InterpreterFallback.FAIL);
        } else {
            builder.withInterpretedFunctions(left);
        }
        return builder.compile();
    }

    private static Set<Integer> left(List<MeteredFunction> functions, int growth) {
        Set<Integer> left = new HashSet<>();
        long stackMap = 0;
        for (int i = 0; i < functions.size(); i++) {
            MeteredFunction function = functions.get(i);
            long bytes = (long) function.codeBytes() * growth
                    + function.moved() * MOVE_BYTES
                    + (long) function.slots() * SLOT_BYTES;
            long map = (long) function.slots() * function.joins();
            if (bytes > METHOD_BYTES || stackMap + map > STACK_MAP) {
                left.add(i + IMPORTS);
            } else {
                stackMap += map;
            }
        }
        return left;
    }
}
