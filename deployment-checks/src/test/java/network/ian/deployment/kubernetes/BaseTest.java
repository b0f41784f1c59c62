package network.ian.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the objects mean together: names agree, pods are hardened, probes leave time. */
class BaseTest {

    private static final Tree TREE = Tree.read();
    private static final Cluster BASE = new Cluster(TREE.objects("kubernetes/base"));

    @Test
    void nothingNamesWhatIsNotThere() {
        assertThat(Wiring.problems(BASE)).isEmpty();
    }

    @Test
    void theNamesAreThoseOfTheRunbook() {
        assertThat(BASE.get("Namespace", "ian")).isNotNull();
        assertThat(BASE.all("StatefulSet")).extracting(Manifest::name).containsExactly("ian-seed", "ian-node");
        for (Manifest set : BASE.all("StatefulSet")) {
            JsonNode container = set.container();
            assertThat(set.at("/spec/template/spec/containers")).hasSize(1);
            assertThat(container.path("name").asText()).isEqualTo("ian-node");
            assertThat(container.path("command").path(0).asText()).isEqualTo("ian");
            assertThat(container.path("args").path(0).asText()).isEqualTo("run");
            assertThat(container.at("/ports").findValuesAsText("containerPort"))
                    .containsExactly("8000", "9000", "9001");
            assertThat(container.at("/volumeMounts").findValuesAsText("mountPath"))
                    .containsExactly("/data", "/var/log/ian", "/tmp");
        }
    }

    @Test
    void podsAreHardened() {
        for (Manifest set : every("StatefulSet")) {
            JsonNode pod = set.at("/spec/template/spec");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(1000);
            assertThat(pod.at("/securityContext/fsGroup").asInt()).isEqualTo(1000);
            assertThat(pod.at("/securityContext/fsGroupChangePolicy").asText()).isEqualTo("OnRootMismatch");
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("hostNetwork").asBoolean()).isFalse();
            JsonNode context = set.container().path("securityContext");
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(Manifest.textList(context.at("/capabilities/drop"))).containsExactly("ALL");
            assertThat(context.path("privileged").asBoolean()).isFalse();
        }
    }

    @Test
    void aNodeGetsTheTimeItNeedsToStartAndToStop() {
        for (Manifest set : every("StatefulSet")) {
            JsonNode container = set.container();
            int grace =
                    set.at("/spec/template/spec/terminationGracePeriodSeconds").asInt();
            int before = container.at("/lifecycle/preStop/exec/command/1").asInt();
            JsonNode startup = container.path("startupProbe");
            assertThat(grace).isGreaterThanOrEqualTo(before + 10 + 5);
            assertThat(startup.path("periodSeconds").asInt()
                            * startup.path("failureThreshold").asInt())
                    .isGreaterThanOrEqualTo(600);
            assertThat(startup.at("/httpGet/path").asText()).isEqualTo("/health/live");
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
        }
    }

    @Test
    void seedsNodesAndCommitterAreTheSamePods() {
        List<JsonNode> specs = new ArrayList<>();
        for (Manifest set : every("StatefulSet")) {
            String component = set.name().substring("ian-".length());
            String text = set.at("/spec")
                    .toString()
                    .replace(set.name(), "ian-node")
                    .replace(
                            "\"app.kubernetes.io/component\":\"" + component + "\"",
                            "\"app.kubernetes.io/component\":\"node\"");
            ObjectNode spec = Yaml.documents("same", text).get(0).json();
            spec.remove("replicas");
            specs.add(spec);
        }

        assertThat(specs).hasSize(3);
        assertThat(specs.stream().distinct()).hasSize(1);
    }

    @Test
    void aPeerServiceGivesAddressesBeforePodsAreReady() {
        for (Manifest set : BASE.all("StatefulSet")) {
            Manifest service = BASE.get("Service", set.name());
            assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
            assertThat(service.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
            assertThat(set.at("/spec/podManagementPolicy").asText()).isEqualTo("Parallel");
        }
        assertThat(BASE.selected(BASE.get("Service", "ian-api").at("/spec/selector")))
                .extracting(Manifest::name)
                .containsExactly("ian-node");
    }

    @Test
    void aLooseEndIsFound() {
        assertThat(broken(
                        "StatefulSet",
                        set -> ((ObjectNode) set.at("/spec/template/metadata/labels"))
                                .put("app.kubernetes.io/component", "sed")))
                .anyMatch(problem -> problem.contains("does not mean its own pods"))
                .anyMatch(problem -> problem.contains("Service/ian-seed: its selector means no pod"));
        assertThat(broken("StatefulSet", set -> ((ObjectNode) set.container().at("/ports/1")).put("name", "p2p")))
                .anyMatch(problem -> problem.contains("has no port peers"));
        assertThat(broken(
                        "StatefulSet", set -> ((ObjectNode) set.container().at("/volumeMounts/0")).put("name", "dat")))
                .anyMatch(problem -> problem.contains("mounted"));
        assertThat(broken(
                        "StatefulSet", set -> ((ObjectNode) set.container().at("/env/1")).put("value", "$(POD):9000")))
                .anyMatch(problem -> problem.contains("uses a variable that is not set before it"));
        assertThat(broken(
                        "StatefulSet",
                        set -> ((ObjectNode) set.container().at("/readinessProbe/httpGet")).put("port", "http")))
                .anyMatch(problem -> problem.contains("readinessProbe asks a port"));
        assertThat(broken("StatefulSet", set -> ((ObjectNode) set.at("/spec")).put("serviceName", "seeds")))
                .anyMatch(problem -> problem.contains("no headless service seeds"));
        assertThat(broken("PodDisruptionBudget", budget -> ((ObjectNode) budget.at("/spec")).put("maxUnavailable", 3)))
                .anyMatch(problem -> problem.contains("all pods may go at once"));
        assertThat(broken("PodDisruptionBudget", budget -> ((ObjectNode) budget.at("/spec")).put("maxUnavailable", 0)))
                .anyMatch(problem -> problem.contains("never be drained"));
        assertThat(broken("Service", service -> ((ObjectNode) service.at("/spec/ports/0")).put("port", 9009)))
                .anyMatch(problem -> problem.contains("another number"));
    }

    /** What is said of the base with its first object of a kind changed. */
    private static List<String> broken(String kind, Consumer<Manifest> change) {
        List<Manifest> copies = BASE.objects().stream()
                .map(object -> new Manifest(object.source(), object.json().deepCopy()))
                .toList();
        change.accept(
                copies.stream().filter(object -> object.is(kind)).findFirst().orElseThrow());
        return Wiring.problems(new Cluster(copies));
    }

    private static List<Manifest> every(String kind) {
        List<Manifest> all =
                TREE.allObjects().stream().filter(object -> object.is(kind)).toList();
        assertThat(all).isNotEmpty();
        return all;
    }
}
