package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.merkle.MerkleView;
import network.ian.core.state.NewerFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentStoreTest {

    private static final Hash TOPIC = Sha256.of(new byte[] {9});

    @TempDir
    private Path goal;

    @Test
    void readsBackWhatItWroteInAnyOrderOfWriting() throws IOException {
        List<Segment> chain = chain(5, 3);
        SegmentStore store = open();
        store.append(chain.subList(2, 5));
        store.append(chain.subList(0, 3));
        SegmentStore again = open();
        assertThat(again.size()).isEqualTo(5);
        assertThat(Segment.concatenated(again.chain(chain.get(4).root()).orElseThrow()))
                .containsExactly(Segment.concatenated(chain));
        assertThat(again.isVerified(chain.get(0))).isFalse();
        assertThat(again.chain(TOPIC)).isEmpty();
        again.drop(chain.get(1));
        assertThat(again.chain(chain.get(4).root())).isEmpty();
        assertThat(again.chain(chain.get(0).root())).isPresent();
    }

    @Test
    void whatIsThereIsNotWrittenTwice() throws IOException {
        SegmentStore store = open();
        store.append(chain(3, 2));
        long bytes = Files.size(file());
        store.append(chain(3, 2));
        assertThat(Files.size(file())).isEqualTo(bytes);
    }

    @Test
    void aLinkInItsPlaceIsNotWrittenThrough() throws IOException {
        List<Segment> chain = chain(4, 3);
        open().append(chain.subList(0, 2));
        Path victim = Files.move(file(), goal.resolve("victim"));
        byte[] before = Files.readAllBytes(victim);
        Files.createSymbolicLink(file(), victim);
        SegmentStore store = open();
        assertThatThrownBy(() -> store.append(chain.subList(2, 4))).isInstanceOf(IOException.class);
        assertThat(victim).hasBinaryContent(before);
    }

    @Test
    void aTornEndIsCutAndWrittenOver() throws IOException {
        List<Segment> chain = chain(4, 3);
        SegmentStore store = open();
        store.append(chain.subList(0, 2));
        long whole = Files.size(file());
        store.append(chain.subList(2, 3));
        byte[] octets = Files.readAllBytes(file());
        for (int length = (int) whole; length < octets.length; length++) {
            Files.write(file(), Arrays.copyOf(octets, length));
            SegmentStore torn = open();
            assertThat(torn.size()).as("%d octets", length).isEqualTo(2);
            torn.append(chain.subList(3, 4));
            assertThat(open().size()).as("%d octets", length).isEqualTo(3);
        }
    }

    @Test
    void aFlippedByteCostsNoMoreThanItsRecordOrWhatIsBehindIt() throws IOException {
        List<Segment> chain = chain(4, 3);
        open().append(chain);
        byte[] octets = Files.readAllBytes(file());
        Random random = new Random(5);
        for (int at = SegmentCodec.HEADER_BYTES; at < octets.length; at += 7) {
            byte[] flipped = octets.clone();
            flipped[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(), flipped);
            SegmentStore damaged = open();
            assertThat(damaged.size()).as("byte %d", at).isLessThan(4);
            long record = SegmentCodec.bytes(chain.get(0));
            int whole = (int) ((at - SegmentCodec.HEADER_BYTES) / record);
            assertThat(damaged.chain(chain.get(Math.max(0, whole - 1)).root()).isPresent())
                    .as("what is before byte %d", at)
                    .isEqualTo(whole > 0);
            damaged.append(chain);
            assertThat(open().chain(chain.get(3).root())).as("byte %d", at).isPresent();
        }
    }

    @Test
    void aHeaderThatDoesNotHoldIsWrittenAnewAndANewerOneSetAside() throws IOException {
        open().append(chain(2, 2));
        byte[] octets = Files.readAllBytes(file());
        octets[3] ^= 1;
        Files.write(file(), octets);
        SegmentStore damaged = open();
        assertThat(damaged.size()).isZero();
        damaged.append(chain(2, 2));
        assertThat(open().size()).isEqualTo(2);
        assertThat(SegmentStore.open(goal, "G1", Sha256.of()).size())
                .as("of another topic")
                .isZero();

        byte[] newer = Files.readAllBytes(file());
        CRC32C crc = new CRC32C();
        ByteBuffer.wrap(newer).putInt(8, 2);
        crc.update(newer, 0, 44);
        ByteBuffer.wrap(newer).putInt(44, (int) crc.getValue());
        Files.write(file(), newer);
        assertThatThrownBy(() -> SegmentStore.readOnly(goal, TOPIC)).isInstanceOf(NewerFormatException.class);
        SegmentStore anew = open();
        assertThat(anew.size()).isZero();
        assertThat(file().resolveSibling("segments.unreadable")).hasBinaryContent(newer);
        anew.append(chain(2, 2));
        assertThat(open().size()).isEqualTo(2);
    }

    @Test
    void aFileThatCannotBeReadCostsNoMoreThanItself() throws IOException {
        // Nothing else is unreadable to a privileged user too.
        Files.createDirectories(file().resolve("full"));
        SegmentStore store = open();
        assertThat(store.size()).isZero();
        store.append(chain(2, 2));
        assertThat(open().size()).isEqualTo(2);
    }

    @Test
    void isRewrittenOnceMoreThanHalfIsObsolete() throws IOException {
        List<Segment> chain = chain(2, 4_000);
        SegmentStore store = open();
        store.append(chain);
        List<Segment> abandoned = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            Segment segment = segment(8_000, chain.get(1).root(), 100 + i, 4_000);
            abandoned.add(segment);
            store.append(List.of(segment));
        }
        long before = Files.size(file());
        store.compact(chain);
        assertThat(Files.size(file())).isLessThan(before / 2);
        SegmentStore again = open();
        assertThat(again.chain(chain.get(1).root())).isPresent();
        assertThat(again.find(chain.get(1).root(), abandoned.get(0).root())).isEmpty();
        assertThat(again.find(chain.get(1).root(), abandoned.get(79).root()))
                .as("the newest may come back with a reorganisation")
                .isPresent();
        long after = Files.size(file());
        again.compact(chain);
        assertThat(Files.size(file())).isEqualTo(after);
    }

    @Test
    void looksWithoutTouching() throws IOException {
        open().append(chain(2, 2));
        Files.write(file(), new byte[] {1, 2}, StandardOpenOption.APPEND);
        long size = Files.size(file());
        assertThat(SegmentStore.readOnly(goal, TOPIC).size()).isEqualTo(2);
        assertThat(Files.size(file())).isEqualTo(size);
    }

    private SegmentStore open() throws IOException {
        return SegmentStore.open(goal, "G1", TOPIC);
    }

    private Path file() {
        return SegmentFile.path(goal);
    }

    static List<Segment> chain(int segments, int length) {
        List<Segment> chain = new ArrayList<>();
        Hash root = MerkleView.EMPTY_ROOT;
        for (int i = 0; i < segments; i++) {
            Segment next = segment(i * length, root, i, length);
            chain.add(next);
            root = next.root();
        }
        return chain;
    }

    private static Segment segment(int from, Hash fromRoot, int number, int length) {
        Hash root = Sha256.of(new byte[] {1, (byte) number});
        Hash board = Sha256.of(new byte[] {2, (byte) number});
        return new Segment(
                from,
                fromRoot,
                root,
                board,
                IntStream.range(from, from + length).toArray());
    }
}
