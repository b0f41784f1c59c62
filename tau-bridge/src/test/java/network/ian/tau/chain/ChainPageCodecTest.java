package network.ian.tau.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.finality.ChainExchange;
import network.ian.tau.client.TauBlock;
import org.junit.jupiter.api.Test;

class ChainPageCodecTest {

    private final ChainForge forge = new ChainForge();
    private final ChainPageCodec codec = new ChainPageCodec(
            AnchorKeys.of(forge.goal("G", 3, Duration.ofMinutes(1)).spec()));

    @Test
    void whatIsWrittenIsReadBack() {
        ChainPage page = page(5);
        assertThat(codec.decode(codec.encode(page))).contains(page);
    }

    @Test
    void everyOtherLengthIsRefused() {
        byte[] whole = codec.encode(page(3)).toArray();
        for (int length = 0; length < whole.length; length++) {
            assertThat(codec.decode(Bytes.wrap(Arrays.copyOf(whole, length)))).isEmpty();
        }
        assertThat(codec.decode(Bytes.wrap(Arrays.copyOf(whole, whole.length + 1))))
                .isEmpty();
        assertThat(codec.decode(Bytes.wrap(new byte[ChainExchange.PAGE_BYTES + 1])))
                .isEmpty();
    }

    @Test
    void numbersThatAreNoHeightsAreRefused() {
        byte[] whole = codec.encode(page(1)).toArray();
        for (long number : new long[] {0, -1, Long.MIN_VALUE, Integer.MAX_VALUE, 1L << 40}) {
            byte[] other = whole.clone();
            ByteBuffer.wrap(other).putLong(number);
            assertThat(codec.decode(Bytes.wrap(other))).as("number " + number).isEmpty();
        }
    }

    @Test
    void whateverIsReadHasOneEncoding() {
        long seed = 20_260_801;
        Random random = new Random(seed);
        byte[] whole = codec.encode(page(4)).toArray();
        int read = 0;
        for (int i = 0; i < 15_000; i++) {
            byte[] bytes = mutated(whole, random);
            Optional<ChainPage> page = codec.decode(Bytes.wrap(bytes));
            if (page.isPresent()) {
                read++;
                assertThat(codec.encode(page.get()))
                        .as("seed %d, round %d", seed, i)
                        .isEqualTo(Bytes.wrap(bytes));
            }
        }
        assertThat(read)
                .as("seed %d: some must be well-formed, or nothing was tested", seed)
                .isPositive();
    }

    private static byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(2 * whole.length)) : whole.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
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
            AnchorProof second = new AnchorProof(
                    1,
                    List.of(last.transactionIds().get(0)),
                    last.transactions().get(1).canonical());
            blocks.add(new ChainPage.Block(
                    last.header(), last.claimedHash(), last.proof(), i % 2 == 0 ? List.of(proof, second) : List.of()));
        }
        return new ChainPage(blocks);
    }
}
