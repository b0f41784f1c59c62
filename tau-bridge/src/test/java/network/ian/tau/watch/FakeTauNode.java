package network.ian.tau.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.client.TauBlock;
import network.ian.tau.client.TauException;
import network.ian.tau.client.TauNode;
import network.ian.tau.transaction.TauTransaction;

/** A node that shows the blocks it is given, counts what it is asked, and fails when told to. */
final class FakeTauNode implements TauNode {

    final List<TauBlock> blocks = new ArrayList<>();
    int hellos;
    int heads;
    int downloads;
    String env = "main";
    IOException failure;
    Runnable whileDownloading = () -> {};

    /** Downloads end with a failure after so many blocks. */
    int cutAfter = Integer.MAX_VALUE;

    @Override
    public Hello hello() throws IOException {
        hellos++;
        failIfTold();
        return new Hello(1, env, "fake");
    }

    @Override
    public Head head() throws IOException {
        heads++;
        failIfTold();
        TauBlock last = blocks.get(blocks.size() - 1);
        return new Head(last.header().number(), last.claimedHash());
    }

    @Override
    public void blocks(BlockSink sink) throws IOException {
        downloads++;
        failIfTold();
        whileDownloading.run();
        for (int i = 0; i < blocks.size(); i++) {
            if (i == cutAfter) {
                throw new IOException("cut");
            }
            sink.block(blocks.get(i));
        }
    }

    @Override
    public long sequence(BlsPublicKey sender) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalLong balance(BlsPublicKey account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void check(TauTransaction transaction) throws TauException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Hash send(TauTransaction transaction) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TransactionStatus status(Hash transaction) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    private void failIfTold() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
