package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.journal.Problem;
import network.ian.core.verify.DataAudit;
import network.ian.core.verify.GoalReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One flipped byte, anywhere in a segment, is found, and it is said where. */
class ByteFlipIT {

    private static final int SMALLEST_SEGMENT = 1 << 20;

    @RegisterExtension
    final Machine machine = new Machine();

    private final SignatureVerifier signatures = SignatureProviders.select("auto", 1024);

    @Test
    void aFlippedByteOfAnySegmentIsFound() throws Exception {
        Random random = new Random(Seed.of("byte flips"));
        // Enough for several segments of either kind.
        Path data = imported(3500, SMALLEST_SEGMENT);
        List<Path> segments = segments(data);
        assertThat(segments).hasSizeGreaterThanOrEqualTo(4);
        try (DataAudit audit = new DataAudit(data, signatures, 2)) {
            assertThat(report(audit).problems()).isEmpty();
            for (Path segment : segments) {
                for (int flip = 0; flip < 8; flip++) {
                    isFound(audit, segment, random.nextInt((int) Files.size(segment)), 1 + random.nextInt(255));
                }
            }
        }
        for (Path segment : List.of(segments.get(0), segments.get(segments.size() - 1))) {
            isSaidByTheProgram(data, segment, random.nextInt((int) Files.size(segment)));
        }
    }

    @Test
    @Tag("proof")
    void everySingleByteOfAJournalIsGuarded() throws Exception {
        Random random = new Random(Seed.of("every byte"));
        Path data = imported(24, SMALLEST_SEGMENT);
        long flips = 0;
        try (DataAudit audit = new DataAudit(data, signatures, 2)) {
            for (Path segment : segments(data)) {
                for (int offset = 0; offset < Files.size(segment); offset++, flips++) {
                    isFound(audit, segment, offset, 1 + random.nextInt(255));
                }
            }
            assertThat(report(audit).problems()).isEmpty();
        }
        assertThat(flips).isGreaterThan(10_000);
        System.out.println(
                "byte flips: " + flips + ", every byte of " + segments(data).size() + " segments, all found");
    }

    @Test
    void aNodeDoesNotServeADamagedLogAsHealthy() throws Exception {
        NodeProcess node = machine.node().start();
        Samples samples = new Samples(3);
        for (int contribution = 0; contribution < 5; contribution++) {
            node.api().contribute(samples.unsigned()).withStatus(200);
        }
        node.stop();
        Path segment = segments(node.dataDirectory()).stream()
                .filter(path -> path.getParent().endsWith("log"))
                .findFirst()
                .orElseThrow();
        flip(segment, 300, 1);

        node.startListening();

        assertThat(node.api().readiness().withStatus(503).text())
                .contains(Api.GOAL)
                .contains(segment.getFileName().toString())
                .contains("offset");
        assertThat(node.api().status().status()).isEqualTo(503);
        assertThat(node.api().contribute(samples.unsigned()).status()).isEqualTo(503);
    }

    private void isFound(DataAudit audit, Path segment, int offset, int bits) throws IOException {
        String flipped = segment + " offset " + offset + " xor " + bits;
        flip(segment, offset, bits);
        try {
            List<Problem> problems = report(audit).problems();
            assertThat(problems).as(flipped).isNotEmpty();
            Problem first = problems.get(0);
            assertThat(first.file()).as(flipped).isEqualTo(segment);
            assertThat(first.goalId()).as(flipped).isEqualTo(Api.GOAL);
            assertThat(first.offset()).as(flipped + ": " + first).isBetween(0L, (long) offset);
        } finally {
            flip(segment, offset, bits);
        }
    }

    private void isSaidByTheProgram(Path data, Path segment, int offset) throws IOException {
        flip(segment, offset, 1);
        Finished verified = machine.ian("log", "verify", "--json", "--data-dir", data.toString())
                .withExitCode(1);
        JsonNode goal = verified.json().path("goals").get(0);
        assertThat(goal.path("ok").asBoolean(true)).isFalse();
        assertThat(goal.path("problems").get(0).path("text").asText())
                .contains(Api.GOAL)
                .contains(segment.toString())
                .containsPattern("offset \\d+");
        flip(segment, offset, 1);
    }

    private static GoalReport report(DataAudit audit) throws IOException {
        List<GoalReport> reports = audit.run(Optional.empty(), false, entries -> {});
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    private Path imported(int contributions, int segmentBytes) throws IOException {
        Path file = machine.path("history.ndjson");
        StringBuilder lines = new StringBuilder();
        new Samples(4)
                .history(contributions)
                .forEach(line -> lines.append(new String(line, java.nio.charset.StandardCharsets.UTF_8))
                        .append('\n'));
        Files.writeString(file, lines);
        Path data = machine.path("imported");
        machine.ian(
                        "log",
                        "import",
                        file.toString(),
                        "--data-dir",
                        data.toString(),
                        "--storage-segment-bytes",
                        Integer.toString(segmentBytes))
                .withExitCode(0);
        return data;
    }

    private static List<Path> segments(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("goals").resolve(Api.GOAL))) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    private static void flip(Path file, int offset, int bits) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer octet = ByteBuffer.allocate(1);
            channel.read(octet, offset);
            octet.put(0, (byte) (octet.get(0) ^ bits));
            octet.flip();
            channel.write(octet, offset);
        }
    }
}
