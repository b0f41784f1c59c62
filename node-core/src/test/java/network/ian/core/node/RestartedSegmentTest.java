package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.journal.EntryRow;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalEntry;
import network.ian.core.journal.JournalOptions;
import network.ian.core.journal.JournalPosition;
import network.ian.core.journal.JournalVerifier;
import network.ian.core.journal.StoredEntry;
import network.ian.core.state.NodeStateFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The node stopped while it created a log segment: the goal is served, however often the node starts again. */
class RestartedSegmentTest {

    private static final int ENTRIES = 6;
    /** Octets of a segment's header. */
    private static final int HEADER = 92;

    /** Of the header and the commit record behind it. */
    private static final int START = 149;

    @TempDir
    private Path directory;

    private Path sound;
    private int segments;
    private byte[] start;
    private Hash root;

    /** A node with entries in several segments, stopped in good order. */
    @BeforeEach
    void soundNode() throws IOException {
        sound = directory.resolve("sound");
        NodeFixture fixture = new NodeFixture(sound, 4);
        try (Node node = fixture.open()) {
            while (NodeFixture.view(node).log().size() < ENTRIES) {
                NodeFixture.submit(node, NodeFixture.unsigned("alice", fixture.pack()), Entrance.DOOR);
            }
            root = NodeFixture.view(node).log().root();
        }
        writeInSmallSegments(sound);
        fixture.open().close();
        segments = (int) count(log(sound));
        assertThat(segments).isGreaterThan(1);
        assertThat(remembered(sound).segment()).isEqualTo(segments - 1);
        start = startOfTheNext();
    }

    @Test
    void aNodeStartsAgainAndAgainAfterATornStart() throws IOException {
        servesAfter(IntStream.of(0, HEADER, START - 1));
    }

    @Test
    @Tag("proof")
    void anyTornStart() throws IOException {
        servesAfter(IntStream.rangeClosed(0, START));
    }

    private void servesAfter(IntStream sizes) throws IOException {
        for (int size : sizes.toArray()) {
            Path data = copyOfSound("torn-" + size);
            Files.write(next(data), Arrays.copyOf(start, size));
            NodeFixture fixture = new NodeFixture(data, 1000 + size);
            serves("torn at " + size, fixture, ENTRIES);
            assertThat(remembered(data))
                    .as("torn at " + size)
                    .isEqualTo(new JournalPosition(segments, HEADER, ENTRIES));
            serves("torn at " + size + ", again", fixture, ENTRIES);
            try (Node node = fixture.open()) {
                while (NodeFixture.view(node).log().size() == ENTRIES) {
                    NodeFixture.submit(node, NodeFixture.unsigned("bob", fixture.pack()), Entrance.DOOR);
                }
            }
            assertThat(remembered(data).entries()).isEqualTo(ENTRIES + 1);
            serves("torn at " + size + ", one more", fixture, ENTRIES + 1);
        }
    }

    private void serves(String about, NodeFixture fixture, int entries) throws IOException {
        Path data = fixture.config().node().dataDir();
        try (Node node = fixture.open()) {
            assertThat(node.goal(NodeFixture.GOAL).orElseThrow().health())
                    .as(about)
                    .isEqualTo(GoalHealth.SERVING);
            assertThat(NodeFixture.view(node).log().size()).as(about).isEqualTo(entries);
            if (entries == ENTRIES) {
                assertThat(NodeFixture.view(node).log().root()).as(about).isEqualTo(root);
            }
        }
        assertThat(JournalVerifier.verify(
                        goal(data),
                        NodeFixture.GOAL,
                        WriterFixture.SPEC.topic(),
                        Optional.of(remembered(data)),
                        EntrySink.none()))
                .as(about)
                .isEmpty();
    }

    /** Recovery makes it from an empty file. */
    private byte[] startOfTheNext() throws IOException {
        Path data = copyOfSound("empty");
        Files.createFile(next(data));
        new NodeFixture(data, 4).open().close();
        byte[] octets = Files.readAllBytes(next(data));
        assertThat(octets).hasSize(START);
        return octets;
    }

    /** The setting's smallest segment takes thousands of entries; the journal itself takes one in each. */
    private static void writeInSmallSegments(Path data) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        List<StoredEntry> stored = new ArrayList<>();
        try (Journal journal = open(data, JournalOptions.defaults(), row -> stored.add(row.toStored()))) {
            for (StoredEntry entry : stored) {
                entries.add(new JournalEntry(
                        entry.id(),
                        entry.timestampMs(),
                        entry.packHash(),
                        entry.sponsorFingerprint(),
                        entry.header(),
                        entry.signature(),
                        entry.metrics(),
                        journal.readBody(entry).orElseThrow()));
            }
        }
        Files.delete(data.resolve(NodeStateFile.NAME));
        Files.delete(log(data).resolve("00000000.segment"));
        Files.delete(goal(data).resolve("bodies/00000000.segment"));
        try (Journal journal = open(data, JournalOptions.defaults().withSegmentBytes(1024), (EntryRow row) -> {})) {
            for (JournalEntry entry : entries) {
                journal.append(List.of(entry));
            }
        }
    }

    private static Journal open(Path data, JournalOptions options, EntrySink sink) throws IOException {
        return Journal.open(goal(data), NodeFixture.GOAL, WriterFixture.SPEC.topic(), options, sink);
    }

    private Path copyOfSound(String name) throws IOException {
        Path copy = directory.resolve(name);
        try (Stream<Path> files = Files.walk(sound)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(sound.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private Path next(Path data) {
        return log(data).resolve("%08d.segment".formatted(segments));
    }

    private static JournalPosition remembered(Path data) throws IOException {
        return new NodeStateFile(data).read().get(NodeFixture.GOAL).position();
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    private static Path goal(Path data) {
        return data.resolve("goals").resolve(NodeFixture.GOAL);
    }

    private static Path log(Path data) {
        return goal(data).resolve("log");
    }
}
