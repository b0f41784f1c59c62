package network.ian.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;

/**
 * The alerts have one source, {@code docker/prometheus/alerts.yml}. {@code -Dian.docs.write=true} writes the object for the
 * Prometheus operator from it.
 */
class AlertRulesTest {

    private static final String SOURCE = "docker/prometheus/alerts.yml";
    private static final String OBJECT = "kubernetes/components/prometheus-operator/prometheus-rule.yaml";

    @Test
    void theOperatorsObjectHoldsTheSameRules() throws IOException {
        assumeTrue(Files.exists(Repository.path(SOURCE)), SOURCE + " is not there: nothing to compare with");
        if (Boolean.getBoolean("ian.docs.write")) {
            Files.writeString(Repository.path(OBJECT), written());
        }

        assertThat(Yaml.file(OBJECT).get(0).at("/spec/groups"))
                .isEqualTo(Yaml.file(SOURCE).get(0).at("/groups"))
                .isNotEmpty();
        assertThat(Repository.read(OBJECT)).isEqualTo(written());
    }

    /** The head of the object as it is, and the rules with their comments, moved under {@code spec}. */
    private static String written() {
        String object = Repository.read(OBJECT);
        String head = object.substring(0, object.indexOf("spec:\n") + "spec:\n".length());
        return Repository.read(SOURCE)
                .lines()
                .map(line -> line.isBlank() ? "" : "  " + line)
                .collect(Collectors.joining("\n", head, "\n"));
    }
}
