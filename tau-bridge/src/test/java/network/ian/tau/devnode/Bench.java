package network.ian.tau.devnode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;

/** A stand-in under a clock moved by hand, without rate limits and without blocks of its own, and a client of it. */
final class Bench implements AutoCloseable {

    static final String COMMITTER = DevNode.COMMITTER_SECRET.publicKey().hex();

    final ManualClock clock = new ManualClock();
    final DevNode node;
    final RawClient client;

    Bench() throws IOException {
        this(1);
    }

    Bench(long seed) throws IOException {
        node = DevNode.start(options(clock, seed));
        node.mischief().liftRateLimits(true);
        client = new RawClient(node);
    }

    static DevNodeOptions options(ManualClock clock, long seed) {
        return DevNodeOptions.like(clock.wall(), clock, new Random(seed)).withoutTimer();
    }

    /** An anchor of the committer that is good for an hour. */
    TauTransaction anchor(long sequence) {
        return anchor(sequence, 3_600, 100);
    }

    TauTransaction anchor(long sequence, long secondsToLive, long feeLimit) {
        Hash root = Sha256.of(Long.toString(sequence).getBytes(StandardCharsets.US_ASCII));
        AnchorText text = new AnchorText.LogCommit(Sha256.of(), (int) sequence + 1, root, Sha256.of());
        return signed(sequence, secondsToLive, feeLimit, AnchorText.operations(List.of(text)));
    }

    TauTransaction signed(long sequence, long secondsToLive, long feeLimit, JsonNode operations) {
        return TauTransaction.sign(DevNode.COMMITTER_SECRET, sequence, now() + secondsToLive, feeLimit, operations);
    }

    /** Makes a block; something must be there to go into it. */
    TauBlock mine() {
        return node.chain().mine().orElseThrow();
    }

    static JsonNode operation(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put(key, value);
    }

    long now() {
        return clock.wall().instant().getEpochSecond();
    }

    @Override
    public void close() throws IOException {
        client.close();
        node.close();
    }
}
