package network.ian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import network.ian.app.endtoend.Finished;
import network.ian.app.endtoend.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code scripts/backup.sh} keeps and removes. A script stands in for the program, as it has to fail on demand. */
class BackupScriptIT {

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void theNewestAreKept() throws IOException {
        Path backups = existing("20260101", "20260102", "20260103");

        Finished done = backup(backups, 0, 0).withExitCode(0);

        List<String> kept = names(backups);
        assertThat(kept)
                .hasSize(2)
                .contains("ian-backup-20260103T000000Z.tar.gz")
                .doesNotContain("notes.txt.part");
        assertThat(done.out())
                .contains("verified", "removed " + backups.toRealPath() + "/ian-backup-20260101T000000Z.tar.gz");
        Path newest = backups.resolve(kept.get(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(newest)))
                .isEqualTo("rw-------");
        assertThat(backups.resolve("notes.txt")).exists();
    }

    @Test
    void nothingIsRemovedWithoutAGoodNewOne() throws IOException {
        Path backups = existing("20260101", "20260102", "20260103");

        assertThat(backup(backups, 3, 0).withExitCode(1).err()).contains("no backup was taken");
        assertThat(names(backups)).hasSize(3);
        assertThat(backup(backups, 0, 1).withExitCode(1).err()).contains("does not verify and was not kept");
        assertThat(names(backups)).hasSize(3);
    }

    @Test
    void nobodyElseReachesTheFolderThatTheContainerWritesTo() throws IOException {
        Path backups = existing();
        Files.setPosixFilePermissions(backups, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path engine = machine.path("engine");
        // Says how the folder that is mounted, and the one above it, are open to others.
        ScriptRun.executable(engine, """
                #!/bin/bash
                case "$1" in
                    inspect) echo something; exit 0 ;;
                esac
                for argument; do
                    [[ $argument != *:/backup ]] || folder=${argument%:/backup}
                done
                case "$*" in
                    *"backup create"*) echo archive >"$folder/${!###*/}"; stat -c 'modes %a' "$folder" "$folder/.." ;;
                esac
                """);
        ProcessBuilder script = new ProcessBuilder(
                Repository.path("scripts/backup.sh").toString(),
                "--to",
                backups.toString(),
                "--engine",
                engine.toString());

        assertThat(machine.run(script, "backup.sh").withExitCode(0).out())
                .contains("modes 777\nmodes 700\n")
                .contains("verified");
    }

    private Path existing(String... days) throws IOException {
        Path backups = Files.createDirectories(machine.path("backups"));
        for (String day : days) {
            Files.writeString(backups.resolve("ian-backup-" + day + "T000000Z.tar.gz"), day);
        }
        Files.writeString(backups.resolve("notes.txt"), "of the operator");
        return backups;
    }

    private Finished backup(Path backups, int createCode, int verifyCode) throws IOException {
        Path program = machine.path("program");
        ScriptRun.executable(program, """
                #!/bin/bash
                case "$1 $2" in
                    "backup create") [[ $3 == --data-dir && $5 == --output ]] && echo archive >"$6"; exit %d ;;
                    "backup verify") [[ -s $3 ]] && exit %d ;;
                esac
                exit 70
                """.formatted(createCode, verifyCode));
        Path data = Files.createDirectories(machine.path("data"));
        ProcessBuilder script = new ProcessBuilder(
                Repository.path("scripts/backup.sh").toString(),
                "--to",
                backups.toString(),
                "--keep",
                "2",
                "--data-dir",
                data.toString());
        script.environment().put("IAN_PROGRAM", program.toString());
        return machine.run(script, "backup.sh");
    }

    private static List<String> names(Path backups) throws IOException {
        try (Stream<Path> files = Files.list(backups)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tar.gz"))
                    .sorted()
                    .toList();
        }
    }
}
