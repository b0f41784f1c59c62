package network.ian.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import network.ian.core.file.AtomicFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {

    @TempDir
    private Path directory;

    @Test
    void changesWithTheFileAndNotWithoutIt() throws Exception {
        Path file = directory.resolve("f");
        FileStamp absent = FileStamp.of(file);
        assertThat(FileStamp.of(directory.resolve("other"))).isEqualTo(absent).hasSameHashCodeAs(absent);
        AtomicFile.write(file, "a".getBytes(StandardCharsets.US_ASCII), AtomicFile.OWNER_ONLY);
        FileStamp first = FileStamp.of(file);
        assertThat(first).isNotEqualTo(absent).isEqualTo(FileStamp.of(file));
        AtomicFile.write(file, "b".getBytes(StandardCharsets.US_ASCII), AtomicFile.OWNER_ONLY);
        assertThat(FileStamp.of(file)).isNotEqualTo(first);
    }

    @Test
    void followsALinkThatIsTurned() throws Exception {
        Path one = Files.writeString(directory.resolve("1"), "x");
        Path two = Files.writeString(directory.resolve("2"), "x");
        Path link = Files.createSymbolicLink(directory.resolve("link"), one);
        FileStamp before = FileStamp.of(link);
        Path next = Files.createSymbolicLink(directory.resolve("next"), two);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
        assertThat(FileStamp.of(link)).isNotEqualTo(before);
    }
}
