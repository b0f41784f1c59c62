package network.ian.app.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path logs;

    private final List<String> problems = new ArrayList<>();

    @Test
    void takesTheLastLinesOfTheCurrentFile() throws IOException {
        Files.writeString(logs.resolve("node.log"), lines(0, 5_000));
        rotated("node.2026-01-01.0.log.gz", "older\n", 1);
        assertThat(read()).isEqualTo(lines(3_000, 5_000));
    }

    @Test
    void fillsUpFromRotatedFilesNewestFirst() throws IOException {
        rotated("node.2026-01-01.0.log.gz", lines(0, 1_500), 1);
        rotated("node.2026-01-01.1.log.gz", lines(1_500, 2_000), 2);
        rotated("node.2026-01-02.0.log.gz", lines(2_000, 2_990), 3);
        Files.writeString(logs.resolve("node.log"), lines(2_990, 3_000));
        assertThat(read()).isEqualTo(lines(1_000, 3_000));
        assertThat(problems).isEmpty();
    }

    @Test
    void endlessLinesAreCutAndAllTogetherAreBounded() throws IOException {
        String endless = "e".repeat(20_000);
        Files.writeString(logs.resolve("node.log"), (endless + "\n").repeat(600) + "last without end");
        String read = read();
        assertThat(read.length()).isLessThan(DiagnosticsArchive.MOST_ENTRY_BYTES);
        assertThat(read).endsWith("e ... (cut)\nlast without end\n");
    }

    @Test
    void whatCannotBeReadIsSaidAndTheRestIsTaken() throws IOException {
        Files.writeString(logs.resolve("node.log"), "new\n");
        Files.writeString(logs.resolve("node.2026-01-01.0.log.gz"), "no gzip");
        assertThat(read()).isEqualTo("new\n");
        assertThat(problems).singleElement().asString().contains("node.2026-01-01.0.log.gz");
        problems.clear();
        assertThat(LogTail.read(logs.resolve("nowhere"), problems)).isEmpty();
        assertThat(problems).singleElement().asString().contains("nowhere");
    }

    private String read() {
        return new String(LogTail.read(logs, problems), StandardCharsets.UTF_8);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private void rotated(String name, String content, long age) throws IOException {
        Path file = logs.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(age * 1_000));
    }
}
