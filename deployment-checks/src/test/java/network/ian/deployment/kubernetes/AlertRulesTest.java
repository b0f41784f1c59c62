package network.ian.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;

/**
 * The rules have one source, {@code docker/prometheus}. {@code -Dian.docs.write=true} writes the object for the Prometheus operator from
 * it.
 */
class AlertRulesTest {

    private static final List<String> SOURCES =
            List.of("docker/prometheus/recording.yml", "docker/prometheus/alerts.yml");
    private static final String OBJECT = "kubernetes/components/prometheus-operator/prometheus-rule.yaml";

    @Test
    void theOperatorsObjectHoldsTheSameRules() throws IOException {
        if (Boolean.getBoolean("ian.docs.write")) {
            Files.writeString(Repository.path(OBJECT), written());
        }

        List<JsonNode> groups = SOURCES.stream()
                .flatMap(source -> Manifest.list(Yaml.file(source).get(0).at("/groups")).stream())
                .toList();
        assertThat(groups).isNotEmpty();
        assertThat(Manifest.list(Yaml.file(OBJECT).get(0).at("/spec/groups"))).isEqualTo(groups);
        assertThat(Repository.read(OBJECT)).isEqualTo(written());
    }

    /** The head of the object as it is, and the groups with their comments, moved under {@code spec}. */
    private static String written() {
        String object = Repository.read(OBJECT);
        String head = object.substring(0, object.indexOf("spec:\n")) + "spec:\n  groups:\n";
        return SOURCES.stream()
                .flatMap(source -> Repository.read(source)
                        .lines()
                        .dropWhile(line -> !line.equals("groups:"))
                        .skip(1))
                .map(line -> line.isBlank() ? "" : "  " + line)
                .collect(Collectors.joining("\n", head, "\n"));
    }
}
