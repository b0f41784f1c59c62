package network.ian.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryChecksTest {

    private final FakeHost host = new FakeHost();

    @TempDir
    private Path data;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectory(data.resolve("certs"));
        for (String name : new String[] {"identity.json", "tokens.json", "certs/node_key.pem"}) {
            Files.writeString(data.resolve(name), "x");
            mode(name, "rw-------");
        }
        mode("certs", "rwx------");
        mode("", "rwxr-xr-x");
    }

    @Test
    void closedFilesAreFine() throws IOException {
        assertThat(new Modes(data, uid()).run()).extracting(Finding::status).containsOnly(Status.OK);
    }

    @Test
    void whateverIsOpenIsNamedWithItsCommand() throws IOException {
        mode("identity.json", "rw-r-----");
        mode("certs", "rwxr-xr-x");
        Finding modes = Findings.one(new Modes(data, uid()).run(), "modes");
        assertThat(modes.status()).isEqualTo(Status.FAIL);
        assertThat(modes.found()).endsWith("identity.json (640), certs (755)");
        assertThat(modes.advice())
                .contains("Close them: chmod 600 " + data.resolve("identity.json") + " && chmod 700 "
                        + data.resolve("certs"));
    }

    @Test
    void aDirectoryThatOthersWriteIntoIsOpen() throws IOException {
        mode("", "rwxrwxrwx");
        assertThat(Findings.one(new Modes(data, uid()).run(), "modes").found()).contains(". (777)");
    }

    @Test
    void theDiskIsMeasured() {
        assertThat(new DiskChecks(host, data).writable().found())
                .isEqualTo("a small write is on the disk after 1.0 ms");
        host.syncNanos = 200_000_000;
        assertThat(new DiskChecks(host, data).writable().status()).isEqualTo(Status.WARN);
        host.takesNoFile = Optional.of("Read-only file system");
        Finding refused = new DiskChecks(host, data).writable();
        assertThat(refused.status()).isEqualTo(Status.FAIL);
        assertThat(refused.found()).contains("Read-only file system");
    }

    @Test
    void theRealHostWritesAndLeavesNothing() throws IOException {
        LinuxHost real = new LinuxHost(java.time.Clock.fixed(FakeHost.NOW, java.time.ZoneOffset.UTC), () -> 0);
        assertThat(real.syncNanos(data)).isZero();
        try (var files = Files.list(data)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("identity.json", "tokens.json", "certs");
        }
    }

    @Test
    void spaceIsComparedWithWhatMustStayFree() {
        assertThat(DiskChecks.space(1L << 30, 2L << 30).status()).isEqualTo(Status.FAIL);
        assertThat(DiskChecks.space(3L << 30, 2L << 30).status()).isEqualTo(Status.WARN);
        assertThat(DiskChecks.space(9L << 30, 2L << 30).found())
                .isEqualTo("9,216 MiB free, intake stops below 2,048 MiB");
        assertThat(new DiskChecks(host, data).space(Optional.of(Long.MAX_VALUE)).status())
                .isEqualTo(Status.FAIL);
    }

    @Test
    void inodesComeFromDf() {
        assertThat(new DiskChecks(host, data).inodes().status()).isEqualTo(Status.SKIP);
        host.commands.put("df", "Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/x 100000 99990 10 100% /\n");
        assertThat(new DiskChecks(host, data).inodes().status()).isEqualTo(Status.FAIL);
        host.commands.put("df", "Filesystem Inodes IUsed IFree IUse% Mounted on\nbtrfs 0 0 0 - /\n");
        assertThat(new DiskChecks(host, data).inodes().status()).isEqualTo(Status.SKIP);
        host.commands.put("df", "Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/x 100000 10 99990 1% /\n");
        assertThat(new DiskChecks(host, data).inodes().found()).isEqualTo("99990 free");
    }

    @Test
    void logsNeedADirectory() {
        assertThat(DiskChecks.logs(data).status()).isEqualTo(Status.OK);
        assertThat(DiskChecks.logs(data.resolve("a/b")).found()).endsWith("(to be made)");
        assertThat(DiskChecks.logs(data.resolve("identity.json/b")).status()).isEqualTo(Status.FAIL);
    }

    @Test
    void tokensShallEnd() throws IOException {
        Files.delete(data.resolve("tokens.json"));
        assertThat(TokenCheck.run(data).status()).isEqualTo(Status.SKIP);
        tokens("{\"version\":1,\"tokens\":{\"t1\":{\"name\":\"ci\",\"expires_ms\":5},\"t2\":{\"expires_ms\":6}}}");
        assertThat(TokenCheck.run(data).status()).isEqualTo(Status.OK);
        tokens("{\"version\":1,\"tokens\":{\"t1\":{\"name\":\"ci\"},\"t2\":{}}}");
        assertThat(TokenCheck.run(data).found()).isEqualTo("without expiry: ci, t2");
        tokens("{");
        assertThat(TokenCheck.run(data).status()).isEqualTo(Status.FAIL);
    }

    private void tokens(String json) throws IOException {
        Files.writeString(data.resolve("tokens.json"), json);
    }

    private int uid() throws IOException {
        return (Integer) Files.getAttribute(data, "unix:uid");
    }

    private void mode(String name, String permissions) throws IOException {
        Files.setPosixFilePermissions(data.resolve(name), PosixFilePermissions.fromString(permissions));
    }
}
