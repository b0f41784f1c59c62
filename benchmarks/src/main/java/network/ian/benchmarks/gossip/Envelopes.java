package network.ian.benchmarks.gossip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.p2p.wire.WireEntry;

/** A file of contributions as they travel: {@code u32} length of each, then its bytes as in a push (docs/PROTOCOL.md). */
final class Envelopes {

    private Envelopes() {}

    static void write(Path file, List<WireEntry> entries) throws IOException {
        int size =
                entries.stream().mapToInt(entry -> Integer.BYTES + size(entry)).sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        for (WireEntry entry : entries) {
            out.putInt(size(entry)).putShort((short) entry.header().size());
            out.put(entry.header().view()).put(entry.signature().view());
            out.putInt(entry.body().size()).put(entry.body().view());
        }
        Files.write(file, out.array());
    }

    static List<WireEntry> read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        List<WireEntry> entries = new ArrayList<>();
        while (in.hasRemaining()) {
            in.getInt();
            Bytes header = take(in, Short.toUnsignedInt(in.getShort()));
            Bytes signature = take(in, WireEntry.SIGNATURE_SIZE);
            entries.add(WireEntry.of(header, signature, take(in, in.getInt())));
        }
        return entries;
    }

    /** Bytes of one envelope, without the length before it. */
    static int size(WireEntry entry) {
        return Short.BYTES + WireEntry.SIGNATURE_SIZE + Integer.BYTES + entry.contentBytes();
    }

    private static Bytes take(ByteBuffer in, int length) {
        byte[] taken = new byte[length];
        in.get(taken);
        return Bytes.wrap(taken);
    }
}
