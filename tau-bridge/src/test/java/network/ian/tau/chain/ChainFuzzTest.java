package network.ian.tau.chain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import network.ian.tau.client.TauBlock;
import network.ian.tau.golden.GoldenVectors;
import org.junit.jupiter.api.io.TempDir;

/** Pages of the chain from peers, transactions in blocks, and the records that the node keeps of them. */
class ChainFuzzTest extends FuzzContract {

    private static final List<Class<? extends Exception>> MALFORMED = List.of(MalformedException.class);
    private static final byte[] TITLE = {1, 2, 3, 4};
    private static final int LONGEST = 4_096;

    @TempDir
    Path directory;

    private final ChainForge forge = new ChainForge();
    private final ChainPageCodec codec = new ChainPageCodec(
            AnchorKeys.of(forge.goal("G", 3, Duration.ofMinutes(1)).spec()));

    @Override
    protected List<FuzzTarget> targets() throws Exception {
        List<byte[]> transactions = GoldenVectors.transactions()
                .map(vector -> GoldenVectors.transaction(vector).canonical().toArray())
                .toList();
        return List.of(
                new FuzzTarget(
                        "chain page",
                        List.of(
                                codec.encode(page(4)).toArray(),
                                codec.encode(page(1)).toArray()),
                        List.of(),
                        MALFORMED,
                        new Allocation(64, 64 << 10),
                        1_000_000,
                        this::page),
                new FuzzTarget(
                        "Tau transaction",
                        transactions,
                        FuzzTarget.JSON,
                        MALFORMED,
                        new Allocation(300, 128 << 10),
                        1_000_000,
                        input -> require(CommitterTransaction.read(Bytes.copyOf(input)))),
                records());
    }

    private void page(byte[] input) {
        ChainPage page = require(codec.decode(Bytes.copyOf(input)));
        if (!Arrays.equals(codec.encode(page).toArray(), input)) {
            throw new AssertionError("a second encoding");
        }
    }

    /** A cache: what is damaged is cut off, and nothing is refused. */
    private FuzzTarget records() throws Exception {
        Path file = directory.resolve("records");
        Random random = new Random(6);
        try (RecordFile written = RecordFile.open(file, TITLE, LONGEST, (offset, payload) -> true)) {
            for (int i = 0; i < 6; i++) {
                byte[] payload = new byte[random.nextInt(200)];
                random.nextBytes(payload);
                written.append(List.of(payload));
            }
        }
        return new FuzzTarget(
                "chain file",
                List.of(Files.readAllBytes(file)),
                List.of(),
                List.of(),
                new Allocation(32, 512 << 10),
                100_000,
                input -> {
                    Files.write(file, input);
                    RecordFile.open(file, TITLE, LONGEST, (offset, payload) -> payload.length != 100)
                            .close();
                });
    }

    private static <T> T require(Optional<T> read) {
        return read.orElseThrow(() -> new MalformedException("input", "refused"));
    }

    private ChainPage page(int count) {
        List<ChainPage.Block> blocks = new ArrayList<>();
        TauBlock last = forge.block0();
        for (int i = 0; i < count; i++) {
            last = forge.next(last, ChainForge.anchor(2L * i, ChainForge.commit("G", 1)), ChainForge.foreign(i));
            AnchorProof proof = new AnchorProof(
                    0,
                    List.of(last.transactionIds().get(1)),
                    last.transactions().get(0).canonical());
            blocks.add(new ChainPage.Block(last.header(), last.claimedHash(), last.proof(), List.of(proof)));
        }
        return new ChainPage(blocks);
    }
}
