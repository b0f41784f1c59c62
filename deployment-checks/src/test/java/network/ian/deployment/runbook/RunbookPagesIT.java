package network.ian.deployment.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import network.ian.app.endtoend.Machine;
import network.ian.deployment.Repository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the pages of {@code runbook/} mark as runnable, page by page, on one node; each page leaves it healthy. */
class RunbookPagesIT {

    private static final Duration LONGEST_BLOCK = Duration.ofMinutes(2);
    private static final String START = """
            docker run -d --name ian-node -p 8000:8000 -p 9000:9000 -v /data/ian:/data \
            -e IAN_SEED_NODES=tcp://seed1.ian.network:9000,tcp://seed2.ian.network:9000 ian-network/ian-node:latest""";

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void everyRunnableBlockDoesWhatItsPageSays() throws Exception {
        NodeInContainer node = NodeInContainer.prepare(machine);
        try (OperatorShell shell = node.shell()) {
            Files.createSymbolicLink(shell.directory().resolve("scripts"), Repository.path("scripts"));
            shell.run(START, List.of(0), null);
            node.contribute();
            List<String> pages = Repository.files().stream()
                    .filter(file -> file.matches("runbook/[^/]+\\.md"))
                    .toList();
            assertThat(pages).contains("runbook/deploy.md", "runbook/emergencies.md");
            for (String page : pages) {
                RunnableBlock.of(page, Repository.read(page)).forEach(block -> run(shell, block));
                awaitAgreement(page, node);
            }
        }
    }

    private static void run(OperatorShell shell, RunnableBlock block) {
        System.out.println("runbook: " + block.page() + " line " + block.line());
        OperatorShell.Ended ended = shell.block(block.commands(), LONGEST_BLOCK);
        assertThat(ended.code()).as("%s%n%s", block, ended.text()).isZero();
        assertThat(block.missing(ended.text()))
                .as("%s%n%s", block, ended.text())
                .isNull();
    }

    private static void awaitAgreement(String page, NodeInContainer node) {
        Awaitility.await(page).atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(node.api().readiness().status()).isEqualTo(200);
            assertThat(node.api().status().data().path("log_root"))
                    .isEqualTo(node.seed().api().status().data().path("log_root"));
        });
    }
}
