package network.ian.tau.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.transaction.TauTransaction;

/** A node whose calls fail as a script says, one entry for each call, and succeed where the script is over. */
final class FakeTau implements TauNode {

    static final Hash HASH = Sha256.of();

    private final Queue<Exception> script = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private Runnable duringCall = () -> {};
    private TauBlock[] blocks = {};
    private volatile boolean cut;
    private boolean closed;

    FakeTau fails(int times, Exception failure) {
        for (int i = 0; i < times; i++) {
            script.add(failure);
        }
        return this;
    }

    void during(Runnable action) {
        duringCall = action;
    }

    /** Shown by {@link #blocks} before it fails. */
    void shows(TauBlock... shown) {
        blocks = shown;
    }

    List<String> calls() {
        return calls;
    }

    boolean isCut() {
        return cut;
    }

    boolean isClosed() {
        return closed;
    }

    private void called(String name) throws IOException, TauException {
        calls.add(name);
        duringCall.run();
        Exception failure = script.poll();
        if (failure instanceof IOException broken) {
            throw broken;
        }
        if (failure instanceof TauException refused) {
            throw refused;
        }
        if (failure instanceof RuntimeException bug) {
            throw bug;
        }
    }

    @Override
    public Hello hello() throws IOException, TauException {
        called("hello");
        return new Hello(1, "test", "fake");
    }

    @Override
    public long sequence(BlsPublicKey sender) throws IOException, TauException {
        called("sequence");
        return 7;
    }

    @Override
    public OptionalLong balance(BlsPublicKey account) throws IOException, TauException {
        called("balance");
        return OptionalLong.of(1_000);
    }

    @Override
    public void check(TauTransaction transaction) throws IOException, TauException {
        called("check");
    }

    @Override
    public Hash send(TauTransaction transaction) throws IOException, TauException {
        called("send");
        return HASH;
    }

    @Override
    public TransactionStatus status(Hash transaction) throws IOException, TauException {
        called("status");
        return new TransactionStatus(TransactionStatus.State.QUEUED, 0);
    }

    @Override
    public Head head() throws IOException, TauException {
        called("head");
        return new Head(3, HASH);
    }

    @Override
    public void blocks(BlockSink sink) throws IOException, TauException {
        for (TauBlock block : blocks) {
            sink.block(block);
        }
        called("blocks");
    }

    @Override
    public void cut() {
        cut = true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
