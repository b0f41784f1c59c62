package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.wasm.ChicoryException;
import java.util.function.Supplier;
import network.ian.core.codec.MalformedException;
import network.ian.wasm.sandbox.AgentStoppedException.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the engines throw into one of a few reasons, the same for both engines. */
final class Stops {

    private static final Logger LOG = LoggerFactory.getLogger(Stops.class);
    private static final String JAVA_STACK = "call stack exhausted";

    private Stops() {}

    /**
     * Runs the checks of a module. A malformed one passes as such; any other exception is a fault of this node or of a library, and no
     * verdict on the module.
     */
    static <T> T loading(Supplier<T> checks) {
        try {
            return checks.get();
        } catch (AgentStoppedException | MalformedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw fault("check", e);
        } catch (StackOverflowError e) {
            throw new AgentStoppedException(Cause.OUT_OF_HOST, "this node's Java stack is exhausted");
        } catch (OutOfMemoryError e) {
            throw new AgentStoppedException(Cause.OUT_OF_HOST, "this node's heap is exhausted");
        }
    }

    private static AgentStoppedException fault(String what, RuntimeException e) {
        LOG.atError().setCause(e).log("A module met a fault of this program or of a library: undecided here");
        return new AgentStoppedException(
                Cause.OUT_OF_HOST,
                "this node failed to " + what + " the module: " + e.getClass().getSimpleName());
    }

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
        } catch (RuntimeException e) {
            throw fault("run", e);
        } catch (StackOverflowError e) {
            throw new AgentStoppedException(Cause.OUT_OF_HOST, "this node's Java stack is exhausted");
        } catch (OutOfMemoryError e) {
            throw new AgentStoppedException(Cause.OUT_OF_HOST, "this node's heap is exhausted");
        }
    }
}
