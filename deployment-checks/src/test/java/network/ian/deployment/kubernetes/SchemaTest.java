package network.ian.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every object is what an API server takes, and the check that says so is one that can say no. */
class SchemaTest {

    private static final Tree TREE = Tree.read();

    @Test
    void everyObjectFitsItsSchema() {
        List<Manifest> all = TREE.allObjects();

        assertThat(all)
                .extracting(Manifest::kind)
                .contains("StatefulSet", "NetworkPolicy", "Ingress", "ServiceMonitor");
        assertThat(problems(all)).isEmpty();
    }

    @Test
    void everyPatchMakesAnObjectThatFits() {
        List<Manifest> bases = TREE.allObjects().stream()
                .filter(object -> object.is("StatefulSet"))
                .toList();
        List<Manifest> patched = new ArrayList<>();
        for (String folder : TREE.lists().keySet()) {
            for (Manifest patch : TREE.patches(folder)) {
                List<Manifest> targets = bases.stream()
                        .filter(base ->
                                patch.name().equals("any") || patch.name().equals(base.name()))
                        .toList();
                assertThat(targets).as(patch.toString()).isNotEmpty();
                targets.forEach(target -> patched.add(Merge.of(target, patch)));
            }
        }

        assertThat(patched).hasSizeGreaterThan(10);
        assertThat(problems(patched)).isEmpty();
    }

    @Test
    void aMisspeltFieldIsFoundWhereverItStands() {
        assertThat(problem("StatefulSet", object -> object.put("speck", 1))).contains("speck");
        assertThat(problem("StatefulSet", object -> spec(object).put("replica", 3)))
                .contains("replica");
        assertThat(problem("StatefulSet", object -> pod(object).put("terminationGracePeriod", 30)))
                .contains("terminationGracePeriod");
        assertThat(problem("StatefulSet", object -> container(object).put("imagePullPolice", "Always")))
                .contains("imagePullPolice");
        assertThat(problem(
                        "StatefulSet",
                        object -> ((ObjectNode) container(object).at("/livenessProbe/httpGet")).put("pfad", "/")))
                .contains("pfad");
        assertThat(problem("NetworkPolicy", object -> spec(object).put("podSelektor", "x")))
                .contains("podSelektor");
        assertThat(problem("HorizontalPodAutoscaler", object -> spec(object).put("maxReplica", 9)))
                .contains("maxReplica");
    }

    @Test
    void aWrongTypeIsFound() {
        assertThat(problem("StatefulSet", object -> spec(object).set("replicas", TextNode.valueOf("3"))))
                .contains(".spec.replicas");
        assertThat(problem("StatefulSet", object -> spec(object).set("replicas", TextNode.valueOf("three"))))
                .isNotEmpty();
        assertThat(problem("StatefulSet", object -> spec(object).set("serviceName", IntNode.valueOf(7))))
                .contains("serviceName");
        assertThat(problem("StatefulSet", object -> pod(object).put("enableServiceLinks", "no")))
                .contains("enableServiceLinks");
        assertThat(problem("StatefulSet", object -> pod(object).put("containers", "ian-node")))
                .contains("containers");
        assertThat(problem("ConfigMap", object -> ((ObjectNode) object.get("data")).put("IAN_API_PORT", 8000)))
                .contains("IAN_API_PORT");
    }

    @Test
    void aMissingRequiredFieldIsFound() {
        assertThat(problem("StatefulSet", object -> spec(object).remove("selector")))
                .contains("selector");
        assertThat(problem("StatefulSet", object -> spec(object).remove("template")))
                .contains("template");
        assertThat(problem("StatefulSet", object -> container(object).remove("name")))
                .contains("name");
        assertThat(problem("HorizontalPodAutoscaler", object -> spec(object).remove("maxReplicas")))
                .contains("maxReplicas");
        assertThat(problem("Service", object -> ((ObjectNode) object.get("metadata")).remove("name")))
                .contains("name");
    }

    @Test
    void theSameHoldsForTheObjectsOfThePrometheusOperator() {
        assertThat(problem("ServiceMonitor", object -> spec(object).put("endpoint", 1)))
                .contains("endpoint");
        assertThat(problem("ServiceMonitor", object -> spec(object).remove("selector")))
                .contains("selector");
        assertThat(problem("ServiceMonitor", object -> ((ObjectNode) object.at("/spec/endpoints/0")).put("port", 8000)))
                .contains("port");
        assertThat(problem("PrometheusRule", object -> spec(object).remove("groups")))
                .contains("groups");
        assertThat(problem(
                        "PrometheusRule", object -> ((ObjectNode) object.at("/spec/groups/0/rules/0")).put("alert", 5)))
                .contains("alert");
    }

    @Test
    void anObjectOfAnUnknownKindIsFound() {
        assertThat(problem("Service", object -> object.put("apiVersion", "v2"))).contains("v2 Service");
    }

    private interface Edit {
        Object apply(ObjectNode object);
    }

    /** What is said of the first object of that kind once it is edited; as it stands nothing is said. */
    private static String problem(String kind, Edit edit) {
        Manifest whole = TREE.allObjects().stream()
                .filter(object -> object.is(kind))
                .findFirst()
                .orElseThrow();
        Manifest edited = new Manifest("edited", whole.json().deepCopy());
        assertThat(Schema.problem(edited)).isEmpty();
        edit.apply(edited.json());
        return Schema.problem(edited).orElse("");
    }

    private static ObjectNode spec(ObjectNode object) {
        return (ObjectNode) object.get("spec");
    }

    private static ObjectNode pod(ObjectNode object) {
        return (ObjectNode) object.at("/spec/template/spec");
    }

    private static ObjectNode container(ObjectNode object) {
        return (ObjectNode) object.at("/spec/template/spec/containers/0");
    }

    private static List<String> problems(List<Manifest> manifests) {
        return manifests.stream()
                .flatMap(manifest -> Schema.problem(manifest).map(problem -> manifest + ": " + problem).stream())
                .toList();
    }
}
