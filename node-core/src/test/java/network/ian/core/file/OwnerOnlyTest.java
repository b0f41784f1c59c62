package network.ian.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {

    @TempDir
    Path directory;

    @Test
    void whatIsMadeIsClosedAndWhatIsThereIsLeftAsItIs() throws IOException {
        Path below = OwnerOnly.directories(directory.resolve("a/b/c"));
        assertThat(mode(below)).isEqualTo("rwx------");
        assertThat(mode(below.getParent())).isEqualTo("rwx------");
        OwnerOnly.create(below.resolve("new")).close();
        OwnerOnly.openOrCreate(below.resolve("other")).close();
        assertThat(mode(below.resolve("new"))).isEqualTo("rw-------");
        assertThat(mode(below.resolve("other"))).isEqualTo("rw-------");
        Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(mode(OwnerOnly.directories(below))).isEqualTo("rwxr-x---");
        assertThatThrownBy(() -> OwnerOnly.create(below.resolve("new"))).isInstanceOf(FileAlreadyExistsException.class);
    }

    /** A directory may be a link, as an operator makes one to another disk; a file may not. */
    @Test
    void aLinkInThePlaceOfAFileIsNotFollowed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "text");
        Path link = Files.createSymbolicLink(directory.resolve("link"), victim);
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("none"));
        assertThatThrownBy(() -> OwnerOnly.openOrCreate(link)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> OwnerOnly.openOrCreate(dangling)).isInstanceOf(IOException.class);
        assertThat(victim).hasContent("text");
        assertThat(directory.resolve("none")).doesNotExist();
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path toDirectory = Files.createSymbolicLink(directory.resolve("data"), elsewhere);
        assertThat(OwnerOnly.directories(toDirectory)).isEqualTo(toDirectory);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
