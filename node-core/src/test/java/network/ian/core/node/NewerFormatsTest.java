package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import network.ian.core.format.CoreFormats;
import network.ian.core.format.StoredFormat;
import network.ian.core.ingest.Entrance;
import network.ian.core.state.NewerFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a newer program wrote keeps an older one from touching anything. */
class NewerFormatsTest {

    private static final int SEGMENT_CHECKSUM = 88;
    private static final int PREFIXES_CHECKSUM = 44;

    @TempDir
    private Path data;

    private NodeFixture fixture;
    private Path goal;

    @BeforeEach
    void fill() throws IOException {
        fixture = new NodeFixture(data, 3);
        goal = data.resolve("goals").resolve(NodeFixture.GOAL);
        try (Node node = fixture.open()) {
            NodeFixture.submit(node, NodeFixture.unsigned("alice", fixture.pack()), Entrance.DOOR);
        }
    }

    @Test
    void allThatIsWrittenIsKnown() throws IOException {
        assertThat(CoreFormats.of(data))
                .hasSize(4)
                .allMatch(format -> format.found() == 1 && format.known() == 1 && !format.isNewer());
    }

    @Test
    void aNewerStateFileIsRefused() throws IOException {
        Path file = data.resolve("node_state.json");
        Files.writeString(file, Files.readString(file).replace("\"version\":1", "\"version\":2"));
        isRefused(file);
    }

    @Test
    void aNewerSegmentOfEitherKindIsRefused() throws IOException {
        for (String kind : new String[] {"log", "bodies"}) {
            Path file = goal.resolve(kind).resolve("00000000.segment");
            byte[] sound = Files.readAllBytes(file);
            Files.write(file, versioned(sound.clone(), SEGMENT_CHECKSUM));
            isRefused(file);
            Files.write(file, sound);
        }
    }

    @Test
    void newerAnchoredPrefixesAreRefused() throws IOException {
        Path file = Files.createDirectories(goal.resolve("finality")).resolve("segments");
        byte[] header = new byte[PREFIXES_CHECKSUM + Integer.BYTES];
        System.arraycopy("IANFINAL".getBytes(StandardCharsets.US_ASCII), 0, header, 0, 8);
        Files.write(file, versioned(header, PREFIXES_CHECKSUM));
        isRefused(file);
    }

    @Test
    void aNewerNoteOfARepairIsRefused() throws IOException {
        Path file = goal.resolve("repair.json");
        Files.writeString(file, "{\"later\":[{\"version\":1}],\"version\":2}");
        isRefused(file);
    }

    @Test
    void aNewerLeaderboardIsWrittenAnewBecauseNobodyLosesByIt() throws IOException {
        Path file = goal.resolve("projections").resolve("leaderboard.json");
        Files.writeString(file, Files.readString(file).replace("\"version\":1", "\"version\":2"));
        assertThat(CoreFormats.of(data)).anyMatch(StoredFormat::isNewer);
        try (Node node = fixture.open()) {
            node.rebuildProjection(node.goal(NodeFixture.GOAL).orElseThrow());
        }
        assertThat(CoreFormats.of(data)).noneMatch(StoredFormat::isNewer);
    }

    private void isRefused(Path file) throws IOException {
        Map<Path, String> before = contents();
        assertThatThrownBy(() -> fixture.open())
                .isInstanceOf(NewerFormatException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("format 2")
                .hasMessageContaining("knows up to 1")
                .hasMessageContaining("restore a backup");
        assertThat(contents()).isEqualTo(before);
    }

    /** The same header, of version 2. */
    private static byte[] versioned(byte[] file, int checksumAt) {
        ByteBuffer octets = ByteBuffer.wrap(file);
        octets.putInt(8, 2);
        CRC32C crc = new CRC32C();
        crc.update(file, 0, checksumAt);
        octets.putInt(checksumAt, (int) crc.getValue());
        return file;
    }

    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(data.relativize(file), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
