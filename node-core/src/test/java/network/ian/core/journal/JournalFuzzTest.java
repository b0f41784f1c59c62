package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;

/** Segments as a failing disk or somebody who can write to it leaves them, with and without checksums that fit. */
class JournalFuzzTest extends FuzzContract {

    private static final Path DIRECTORY = Path.of("goal");
    private static final Path LOG = DIRECTORY.resolve("log/00000000.segment");
    private static final Path BODIES = DIRECTORY.resolve("bodies/00000000.segment");

    private final FaultyFiles files = new FaultyFiles();

    @Override
    protected long few() {
        return 200;
    }

    @Override
    protected List<FuzzTarget> targets() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        try (Journal journal = open()) {
            for (int i = 0; i < 4; i++) {
                journal.append(Entries.group(random, 3, 80, 200));
            }
            journal.dropBody(Locator.of(0, LogStart.SIZE));
        }
        Map<Path, byte[]> whole = files.snapshot();
        return List.of(target("journal: log", LOG, whole), target("journal: bodies", BODIES, whole));
    }

    private FuzzTarget target(String name, Path file, Map<Path, byte[]> whole) {
        Random random = new Random(8);
        return new FuzzTarget(
                name,
                List.of(whole.get(file)),
                List.of(),
                List.of(JournalDamagedException.class, JournalVersionException.class),
                new Allocation(64, 24 << 20),
                100_000,
                input -> {
                    files.snapshot().keySet().stream()
                            .filter(present -> !whole.containsKey(present))
                            .forEach(this::delete);
                    whole.forEach(files::replace);
                    files.replace(file, random.nextBoolean() ? sealed(input) : input);
                    // Whatever is there: verifying tells, opening repairs a torn end or refuses, neither loses its way.
                    JournalVerifier.verify(files, DIRECTORY, GOAL, TOPIC, Optional.empty(), EntrySink.none());
                    open().close();
                });
    }

    private void delete(Path file) {
        try {
            files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Journal open() throws IOException {
        return Journal.open(files, DIRECTORY, GOAL, TOPIC, JournalOptions.defaults(), EntrySink.none());
    }

    private static byte[] sealed(byte[] damaged) {
        ByteBuffer file = ByteBuffer.wrap(damaged);
        CRC32C crc = new CRC32C();
        if (damaged.length >= SegmentHeader.SIZE) {
            int at = SegmentHeader.SIZE - Integer.BYTES;
            crc.update(damaged, 0, at);
            file.putInt(at, (int) crc.getValue());
        }
        int at = SegmentHeader.SIZE;
        while (at <= damaged.length - Frame.SIZE) {
            int length = Frame.length(file, at);
            if (length < 0 || length > damaged.length - at - Frame.SIZE) {
                break;
            }
            Frame.begin(crc, length, Frame.type(file, at));
            crc.update(damaged, at + Frame.SIZE, length);
            file.putInt(at + Integer.BYTES, (int) crc.getValue());
            at += Frame.SIZE + length;
        }
        return damaged;
    }
}
