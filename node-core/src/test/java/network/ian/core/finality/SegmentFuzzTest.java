package network.ian.core.finality;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import network.ian.core.state.NewerFormatException;
import org.junit.jupiter.api.io.TempDir;

/** {@code finality/segments}: a cache, so damage costs what is damaged and nothing else. */
class SegmentFuzzTest extends FuzzContract {

    private static final Hash TOPIC = Sha256.of(new byte[] {9});

    @TempDir
    Path goal;

    @Override
    protected List<FuzzTarget> targets() throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            segments.add(new Segment(i * 3, root(i), root(i + 1), root(90 + i), new int[] {0, i, 2 * i}));
        }
        SegmentFile file = new SegmentFile(goal, TOPIC);
        file.rewrite(segments);
        byte[] whole = Files.readAllBytes(SegmentFile.path(goal));
        FuzzTarget target = new FuzzTarget(
                "finality segments",
                List.of(whole),
                List.of(),
                List.of(NewerFormatException.class),
                new Allocation(32, 256 << 10),
                200_000,
                input -> {
                    Files.write(SegmentFile.path(goal), input);
                    new SegmentFile(goal, TOPIC).read();
                });
        return List.of(target.sealed(SegmentFuzzTest::seal, 4));
    }

    private static byte[] seal(byte[] damaged) {
        ByteBuffer file = ByteBuffer.wrap(damaged);
        if (damaged.length >= SegmentCodec.HEADER_BYTES) {
            int at = SegmentCodec.HEADER_BYTES - Integer.BYTES;
            file.putInt(at, checksum(damaged, 0, at));
        }
        int at = SegmentCodec.HEADER_BYTES;
        for (int size = bytes(damaged, at); size > 0; size = bytes(damaged, at)) {
            file.putInt(at + Integer.BYTES, checksum(damaged, at + 2 * Integer.BYTES, size - 2 * Integer.BYTES));
            at += size;
        }
        return damaged;
    }

    private static int bytes(byte[] file, int at) {
        return at > file.length ? 0 : SegmentCodec.recordBytes(file, at);
    }

    private static int checksum(byte[] octets, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(octets, from, length);
        return (int) crc.getValue();
    }

    private static Hash root(int i) {
        return Sha256.of(new byte[] {(byte) i});
    }
}
