package network.ian.core.verify;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.Locator;
import network.ian.core.journal.StoredEntry;

/** Damages the log of a data directory, and says what came through. */
final class LogDamage {

    /** Bytes of a record around its content. */
    static final int FRAME = 9;

    private final DataDirectory data;

    LogDamage(DataDirectory data) {
        this.data = data;
    }

    /** Somewhere: one byte is another one, a stretch is zero, or a file is cut off. */
    void damage(Random random) throws IOException {
        List<Path> segments = data.segments();
        Path file = segments.get(random.nextInt(segments.size()));
        long size = Files.size(file);
        if (size < 2) {
            return;
        }
        try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "rw")) {
            long at = (long) (random.nextDouble() * size);
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    octets.seek(at);
                    int was = octets.read();
                    octets.seek(at);
                    octets.write(was ^ (1 + random.nextInt(255)));
                }
                case 2 -> {
                    octets.seek(at);
                    octets.write(new byte[(int) Math.min(size - at, 1 + random.nextInt(900))]);
                }
                default -> octets.setLength(at);
            }
        }
    }

    /** Those of {@code before} of which neither record has changed since the copy {@code sound} was made. */
    Set<Hash> whole(List<StoredEntry> before, Path sound) throws IOException {
        Set<Hash> whole = new LinkedHashSet<>();
        for (StoredEntry entry : before) {
            Path log = segment(Locator.segment(entry.locator()));
            boolean same = same(
                            sound,
                            log,
                            Locator.offset(entry.locator()),
                            FRAME + 208 + entry.header().size())
                    && same(sound, body(entry), Locator.offset(entry.bodyLocator()), FRAME + entry.bodySize());
            if (same) {
                whole.add(entry.id());
            }
        }
        return whole;
    }

    private boolean same(Path sound, Path file, long offset, int size) throws IOException {
        byte[] now = Files.readAllBytes(file);
        byte[] then = Files.readAllBytes(sound.resolve(data.path().relativize(file)));
        int from = (int) offset;
        return now.length >= from + size && Arrays.equals(now, from, from + size, then, from, from + size);
    }

    /** The segment that holds an entry's body. */
    Path body(StoredEntry entry) {
        return segment("bodies", Locator.segment(entry.bodyLocator()));
    }

    /** A segment of the log. */
    Path segment(int number) {
        return segment("log", number);
    }

    private Path segment(String kind, int segment) {
        return data.goal().resolve(kind).resolve(String.format(Locale.ROOT, "%08d.segment", segment));
    }
}
