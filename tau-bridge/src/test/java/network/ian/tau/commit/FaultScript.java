package network.ian.tau.commit;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import network.ian.tau.client.TauException;

/** Errors for the next calls of one name. */
final class FaultScript implements FakeTau.Faults {

    private String call = "";
    private final Deque<Exception> before = new ArrayDeque<>();
    private final Deque<Exception> after = new ArrayDeque<>();

    /** Has the next calls of this name fail, one error each. */
    void fail(String name, Exception... errors) {
        call = name;
        before.addAll(List.of(errors));
    }

    /** Has the next calls of this name succeed at the node and fail here. */
    void loseAnswers(String name, int count) {
        call = name;
        for (int i = 0; i < count; i++) {
            after.add(new IOException("connection reset"));
        }
    }

    /** Calls succeed from now on. */
    void clear() {
        before.clear();
        after.clear();
    }

    @Override
    public void before(String name) throws IOException, TauException {
        raise(name, before);
    }

    @Override
    public void after(String name) throws IOException, TauException {
        raise(name, after);
    }

    private void raise(String name, Deque<Exception> errors) throws IOException, TauException {
        if (!name.equals(call) || errors.isEmpty()) {
            return;
        }
        Exception error = errors.poll();
        if (error instanceof TauException refusal) {
            throw refusal;
        }
        throw (IOException) error;
    }

    /** An answer of the node that names this code. */
    static TauException error(String code) {
        return new TauException(code, "as the node says");
    }
}
