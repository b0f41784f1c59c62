package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.wasm.ChicoryException;
import java.util.function.Supplier;
import network.ian.wasm.sandbox.AgentStoppedException.Cause;

/** Turns what the engines throw into one of a few reasons, the same for both engines. */
final class Stops {

    private static final String JAVA_STACK = "call stack exhausted";

    private Stops() {}

    static <T> T in(Supplier<T> run) {
        try {
            return run.get();
        } catch (AgentStoppedException e) {
            throw e;
        } catch (ChicoryInterruptedException e) {
            throw new AgentStoppedException(Cause.INTERRUPTED, "the thread was interrupted");
        } catch (ChicoryException e) {
            if (JAVA_STACK.equals(e.getMessage()) || e.getCause() instanceof StackOverflowError) {
                throw new AgentStoppedException(Cause.OUT_OF_HOST, "this node's Java stack is exhausted");
            }
            throw new AgentStoppedException(Cause.TRAP, "trap: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new AgentStoppedException(Cause.OUT_OF_HOST, "this node's Java stack is exhausted");
        } catch (OutOfMemoryError e) {
            throw new AgentStoppedException(Cause.OUT_OF_HOST, "this node's heap is exhausted");
        }
    }
}
