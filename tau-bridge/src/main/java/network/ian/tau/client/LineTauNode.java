package network.ian.tau.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.MonotonicClock;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.transaction.TauTransaction;

/**
 * A Tau node over TCP: one line {@code <command> [args]} out, one line of JSON back, in order. The connection stays open and is
 * opened again when it broke; after an error of any kind but a node's own refusal it is given up, so that a late answer is
 * never taken for the next command's. Commands are paced to stay below the node's rate limit. Answers are bounded: 64 KiB,
 * {@code getgovernance} 4 MiB (its head is all that is kept), {@code getblocks} 4 MiB and 10,000 transactions a block.
 *
 * <p>Calls of several threads go one after the other. Malformed answers are {@link IOException}s that say what was wrong.
 */
public final class LineTauNode implements TauNode {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_GOVERNANCE_BYTES = 4 * 1024 * 1024;

    private final TauConnector connector;
    private final Duration readTimeout;
    private final MonotonicClock clock;
    private final Pacing pacing;
    private volatile LineConnection connection;
    private volatile boolean closed;

    /**
     * Connects at the first call.
     *
     * @param readTimeout longest wait for a whole answer, or for the next block of {@code getblocks}; 30 s is the usual one
     * @param pause for the pacing, at most 2 s at a time
     */
    public LineTauNode(TauConnector connector, Duration readTimeout, MonotonicClock clock, Pause pause) {
        this.connector = connector;
        this.readTimeout = readTimeout;
        this.clock = clock;
        this.pacing = new Pacing(clock, pause);
    }

    @Override
    public Hello hello() throws IOException, TauException {
        return ask("hello", "version=1", MAX_BYTES, Answers::hello);
    }

    @Override
    public long sequence(BlsPublicKey sender) throws IOException, TauException {
        return askSmall("getsequence", sender.hex(), Answers::sequence);
    }

    @Override
    public OptionalLong balance(BlsPublicKey account) throws IOException, TauException {
        return askSmall("getbalance", account.hex(), Answers::balance);
    }

    @Override
    public void check(TauTransaction transaction) throws IOException, TauException {
        askSmall("checktx", text(transaction), data -> true);
    }

    @Override
    public Hash send(TauTransaction transaction) throws IOException, TauException {
        return askSmall("sendtx", text(transaction), Answers::transactionHash);
    }

    @Override
    public TransactionStatus status(Hash transaction) throws IOException, TauException {
        return askSmall("gettxstatus", transaction.hex(), Answers::status);
    }

    @Override
    public Head head() throws IOException, TauException {
        return ask("getgovernance", "", MAX_GOVERNANCE_BYTES, line -> Reply.read(line, "getgovernance", Answers::head));
    }

    @Override
    public void blocks(BlockSink sink) throws IOException, TauException {
        getBlocks("", sink);
    }

    @Override
    public void recentBlocks(int count, BlockSink sink) throws IOException, TauException {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", not 1 or more");
        }
        getBlocks(Integer.toString(count), sink);
    }

    private void getBlocks(String arguments, BlockSink sink) throws IOException, TauException {
        ask(
                "getblocks",
                arguments,
                BlockStream.MAX_BLOCK_BYTES,
                line -> Reply.read(line, "getblocks", new BlockStream(line, sink)::read));
    }

    private static String text(TauTransaction transaction) {
        return new String(transaction.canonical().view(), StandardCharsets.US_ASCII);
    }

    private <T> T askSmall(String command, String arguments, Reply.Decoder<T> decoder)
            throws IOException, TauException {
        return ask(command, arguments, MAX_BYTES, line -> Reply.readSmall(line, command, decoder));
    }

    private synchronized <T> T ask(String command, String arguments, int maxBytes, LineReader<T> reader)
            throws IOException, TauException {
        boolean dear = command.equals("checktx");
        pacing.beforeCommand(dear);
        try {
            return exchange(arguments.isEmpty() ? command : command + " " + arguments, maxBytes, reader);
        } catch (TauException e) {
            if (e.code().equals("RATE_LIMITED")) {
                pacing.refused(dear);
            }
            throw e;
        } finally {
            pacing.afterCommand(dear);
        }
    }

    private <T> T exchange(String text, int maxBytes, LineReader<T> reader) throws IOException, TauException {
        LineConnection to = connected();
        boolean whole = false;
        ReplyLine line = null;
        try {
            line = to.ask(text, maxBytes);
            T answer = reader.read(line);
            whole = line.hasEnded();
            return answer;
        } catch (TauException refused) {
            whole = line.hasEnded();
            throw refused;
        } finally {
            if (!whole) {
                drop(to);
            }
        }
    }

    private LineConnection connected() throws IOException {
        LineConnection open = connection;
        if (open != null && open.isFresh()) {
            return open;
        }
        if (open != null) {
            drop(open);
        }
        refuseIfClosed();
        LineConnection opened = new LineConnection(connector.connect(), clock, readTimeout);
        connection = opened;
        if (closed) {
            drop(opened);
        }
        refuseIfClosed();
        return opened;
    }

    private void refuseIfClosed() throws IOException {
        if (closed) {
            throw new IOException("the connection to the Tau node is closed");
        }
    }

    private void drop(LineConnection broken) {
        connection = null;
        broken.close();
    }

    /** Ends the call that is under way with an exception, from another thread; later calls connect anew. */
    @Override
    public void cut() {
        LineConnection open = connection;
        if (open != null) {
            open.close();
        }
    }

    /** Ends the call that is under way; later ones fail. */
    @Override
    public void close() {
        closed = true;
        cut();
    }

    @FunctionalInterface
    private interface LineReader<T> {
        T read(ReplyLine line) throws IOException, TauException;
    }
}
