package network.ian.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    private static final Set<PosixFilePermission> SECRET = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rw-rw-r--");

    @TempDir
    private Path directory;

    @Test
    void writesContentAndModeAndLeavesNothingElse() throws IOException {
        Path target = directory.resolve("state.json");
        AtomicFile.write(target, bytes("one"), SECRET);
        assertThat(target).hasContent("one");
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(SECRET);
        assertThat(files()).containsExactly(target);
    }

    @Test
    void replacesContentAndMode() throws IOException {
        Path target = directory.resolve("state.json");
        AtomicFile.write(target, bytes("a longer first content"), SECRET);
        AtomicFile.write(target, new byte[0], SHARED);
        assertThat(target).isEmptyFile();
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(SHARED);
        assertThat(files()).containsExactly(target);
    }

    @Test
    void temporaryFileIsSecretFromTheFirstMoment() throws IOException {
        Path temporary = AtomicFile.createTemporary(directory.resolve("identity.json"), SECRET);
        assertThat(Files.getPosixFilePermissions(temporary)).isEqualTo(SECRET);
        assertThat(temporary.getParent()).isEqualTo(directory);
    }

    @Test
    void readersSeeWholeContentsOnly() throws Exception {
        Path target = directory.resolve("state.json");
        AtomicFile.write(target, filled(0), SECRET);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Callable<Void> writes = () -> {
                for (int i = 1; i <= 50; i++) {
                    AtomicFile.write(target, filled(i), SECRET);
                }
                return null;
            };
            Future<Void> done = writer.submit(writes);
            while (!done.isDone()) {
                byte[] seen = Files.readAllBytes(target);
                assertThat(seen).isEqualTo(filled(seen[0]));
            }
            done.get();
        } finally {
            writer.shutdownNow();
        }
    }

    @Test
    void leftoversOfACrashAreHarmlessAndRemovable() throws IOException {
        Path target = directory.resolve("state.json");
        Path leftover = AtomicFile.createTemporary(target, SECRET);
        Files.writeString(leftover, "half of a");
        Path ordinary = Files.writeString(directory.resolve("notes.ian-tmp"), "kept");
        Path hidden = Files.writeString(directory.resolve(".hidden"), "kept");
        Path folder = Files.createDirectory(directory.resolve(".folder.ian-tmp"));

        AtomicFile.write(target, bytes("whole"), SECRET);
        assertThat(target).hasContent("whole");
        assertThat(leftover).exists();
        assertThat(AtomicFile.removeLeftovers(directory)).containsExactly(leftover);
        assertThat(files()).containsExactlyInAnyOrder(target, ordinary, hidden, folder);
        assertThat(AtomicFile.removeLeftovers(directory)).isEmpty();
    }

    @Test
    void refusesADirectoryAsTarget() throws IOException {
        Path target = Files.createDirectory(directory.resolve("state.json"));
        assertThatThrownBy(() -> AtomicFile.write(target, bytes("one"), SECRET))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(target + ": is a directory");
        assertThat(files()).containsExactly(target);
    }

    @Test
    void namesAMissingDirectory() {
        Path target = directory.resolve("missing").resolve("state.json");
        assertThatThrownBy(() -> AtomicFile.write(target, bytes("one"), SECRET))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(target.getParent() + ": directory does not exist");
    }

    @Test
    void replacesASymbolicLinkAndNotWhatItPointsTo() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "untouched");
        Path target = Files.createSymbolicLink(directory.resolve("state.json"), elsewhere);
        AtomicFile.write(target, bytes("one"), SECRET);
        assertThat(elsewhere).hasContent("untouched");
        assertThat(Files.isSymbolicLink(target)).isFalse();
        assertThat(target).hasContent("one");
    }

    @Test
    void failureLeavesOldContentAndNoTemporaryFile() throws IOException {
        Path target = directory.resolve("state.json");
        AtomicFile.write(target, bytes("old"), SECRET);
        assertThatThrownBy(() -> AtomicFile.write(target, null, SECRET)).isInstanceOf(NullPointerException.class);
        assertThat(target).hasContent("old");
        assertThat(files()).containsExactly(target);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] filled(int value) {
        byte[] content = new byte[64 * 1024 + value];
        IntStream.range(0, content.length).forEach(i -> content[i] = (byte) value);
        return content;
    }
}
