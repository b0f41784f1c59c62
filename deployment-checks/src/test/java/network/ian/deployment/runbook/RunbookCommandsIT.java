package network.ian.deployment.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import network.ian.app.endtoend.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operators' runbook, command by command, against a real node with a peer, as it is written. */
class RunbookCommandsIT {

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void everyCommandWorksAsWrittenOrHasAReplacement() throws Exception {
        NodeInContainer node = NodeInContainer.prepare(machine);
        try (OperatorShell shell = node.shell()) {
            archivesAndCopies(shell);
            // Nobody listens there, so that the circuit breaker opens.
            shell.set("IAN_TAU_HOST", "127.0.0.1")
                    .set("IAN_TAU_PORT", String.valueOf(NodeInContainer.freePort()))
                    .set("IAN_TAU_POLL_S", "1");
            boolean contributed = false;
            for (RunbookCommand command : RunbookCommand.all()) {
                System.out.println(
                        "runbook: " + command.written().lines().findFirst().orElseThrow());
                command.toRun().ifPresent(text -> shell.run(text, command.expectedCodes(), command.prints()));
                if (command.follow() != null) {
                    shell.follow(command.follow(), command.prints());
                }
                if (!contributed && command.run() != null) {
                    node.contribute();
                    contributed = true;
                }
            }
            assertThat(node.api().status().data().path("log_size").asInt()).isEqualTo(NodeInContainer.CONTRIBUTIONS);
            assertThat(node.api().status().data().path("log_root"))
                    .isEqualTo(node.seed().api().status().data().path("log_root"));
        }
    }

    /** The names under which the runbook speaks of backups and of the scores in the present folder. */
    private static void archivesAndCopies(OperatorShell shell) throws IOException {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.now(ZoneId.systemDefault()));
        String archive = "ian-backup-" + day + ".tar.gz";
        link(shell, "ian-backup-20231201.tar.gz", archive);
        link(shell, "ian-backup-latest.tar.gz", archive);
        link(shell, "backup.tar.gz", archive);
        link(shell, "peer_scores.json", shell.here("/data/ian/peer_scores.json"));
    }

    private static void link(OperatorShell shell, String name, String target) throws IOException {
        Files.createSymbolicLink(shell.directory().resolve(name), Path.of(target));
    }
}
