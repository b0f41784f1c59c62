package network.ian.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -k} would send. */
class OverlaysTest {

    private static final Path BELOW = Repository.path("deployment-checks/target");

    @Test
    void devFitsALaptop() {
        Cluster dev = Kustomize.render(BELOW, "dev");

        requireSound(dev);
        assertThat(dev.get("StatefulSet", "ian-seed").at("/spec/replicas").asInt())
                .isEqualTo(1);
        assertThat(dev.get("StatefulSet", "ian-node").at("/spec/replicas").asInt())
                .isEqualTo(2);
        assertThat(sum(dev, set -> gibibytes(set.container().at("/resources/limits/memory"))))
                .isLessThanOrEqualTo(4);
        assertThat(sum(dev, set -> gibibytes(set.at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage"))))
                .isLessThanOrEqualTo(5);
        assertThat(dev.environment(dev.get("StatefulSet", "ian-node")))
                .noneMatch(variable -> variable.getKey().endsWith("_FILE"));
    }

    @Test
    void productionStandsTheLossOfAMachine() {
        Cluster production = Kustomize.render(BELOW, "production");

        requireSound(production);
        for (Manifest set : production.all("StatefulSet")) {
            assertThat(set.at("/spec/replicas").asInt()).isGreaterThanOrEqualTo(3);
            JsonNode apart = set.at(
                    "/spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0");
            assertThat(apart.path("topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
            assertThat(production.selected(apart.at("/labelSelector/matchLabels")))
                    .containsExactly(set);
            assertThat(set.container().at("/resources/limits/memory").asText()).isEqualTo("4Gi");
            assertThat(set.container().at("/resources/limits/cpu").asText()).isEqualTo("2");
            assertThat(set.container().path("image").asText()).matches(".+(:\\d+\\.\\d+\\.\\d+|@sha256:[0-9a-f]{64})");
            JsonNode key = volume(set, "api-key");
            assertThat(key.at("/secret/secretName").asText()).isEqualTo("ian-api-key");
            assertThat(key.at("/secret/defaultMode").asInt()).isEqualTo(0400);
        }
    }

    @Test
    void allComponentsFitTogether() {
        Cluster all = Kustomize.render(
                BELOW,
                "production",
                "prometheus-operator",
                "ingress",
                "external-peers",
                "read-autoscaling",
                "tau",
                "tau-committer");

        requireSound(all);
        assertThat(all.get("StatefulSet", "ian-committer").at("/spec/replicas").asInt())
                .isEqualTo(1);
        List<String> withKey = all.all("StatefulSet").stream()
                .filter(set -> all.environment(set)
                        .anyMatch(variable -> variable.getKey().equals("IAN_TAU_KEY_FILE")))
                .map(Manifest::name)
                .toList();
        assertThat(withKey).containsExactly("ian-committer");
        assertThat(volume(all.get("StatefulSet", "ian-committer"), "tau-key")
                        .at("/secret/defaultMode")
                        .asInt())
                .isEqualTo(0400);
        assertThat(all.environment(all.get("StatefulSet", "ian-seed")))
                .anyMatch(variable -> variable.getKey().equals("IAN_ADVERTISE_ADDR")
                        && variable.getValue().equals("$(POD_NAME).peers.example.org:9000"));
    }

    @Test
    void everyComponentFitsAloneOnALaptopToo() {
        for (String component : List.of("api-key", "prometheus-operator", "ingress", "tau")) {
            requireSound(Kustomize.render(BELOW, "dev", component));
        }
    }

    private static void requireSound(Cluster cluster) {
        assertThat(cluster.objects())
                .flatMap(object -> Schema.problem(object).map(problem -> object + ": " + problem).stream()
                        .toList())
                .isEmpty();
        assertThat(Wiring.problems(cluster)).isEmpty();
        assertThat(cluster.objects())
                .filteredOn(object -> !object.is("Namespace"))
                .allMatch(object -> object.at("/metadata/namespace").asText().equals(Cluster.NAMESPACE));
    }

    private interface Measure {
        long of(Manifest set);
    }

    private static long sum(Cluster cluster, Measure measure) {
        return cluster.all("StatefulSet").stream()
                .flatMapToLong(set -> LongStream.of(set.at("/spec/replicas").asLong() * measure.of(set)))
                .sum();
    }

    private static long gibibytes(JsonNode quantity) {
        assertThat(quantity.asText()).endsWith("Gi");
        return Long.parseLong(quantity.asText().replace("Gi", ""));
    }

    private static JsonNode volume(Manifest set, String name) {
        return Manifest.list(set.at("/spec/template/spec/volumes")).stream()
                .filter(volume -> volume.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
