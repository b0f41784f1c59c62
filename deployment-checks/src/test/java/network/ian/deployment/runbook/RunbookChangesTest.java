package network.ian.deployment.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;

class RunbookChangesTest {

    private static final int COMMANDS = 78;

    @Test
    void everyChangedCommandIsListedWithItsReplacement() {
        List<String> rows = Repository.read("docs/RUNBOOK-CHANGES.md").lines().toList();
        List<RunbookCommand> changed = RunbookCommand.all().stream()
                .filter(command -> command.changed() != null)
                .toList();
        assertThat(changed).isNotEmpty();
        for (RunbookCommand command : changed) {
            // A command of several lines is known by its first word and the name in it that is no more.
            String key = command.changed().contains("TLSConfig") ? "TLSConfig" : "`" + command.changed() + "`";
            assertThat(rows)
                    .as(command.changed())
                    .anySatisfy(row -> assertThat(row)
                            .startsWith("| `")
                            .contains(key)
                            .contains(Objects.requireNonNullElse(command.instead(), "")));
        }
    }

    @Test
    void everyCommandHasExactlyOneFate() {
        List<RunbookCommand> all = RunbookCommand.all();
        assertThat(all).hasSize(COMMANDS);
        assertThat(all).allSatisfy(command -> {
            assertThat(Stream.of(command.run(), command.follow(), command.changed(), command.host())
                            .filter(Objects::nonNull))
                    .hasSize(1);
            assertThat(command.host() == null).isEqualTo(command.why() == null);
            assertThat(command.follow() == null || command.prints() != null).isTrue();
        });
    }
}
