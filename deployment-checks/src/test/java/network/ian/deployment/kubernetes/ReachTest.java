package network.ian.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.deployment.kubernetes.Reach.Place;
import org.junit.jupiter.api.Test;

/** The NetworkPolicies let in and out what nodes need, and no more. */
class ReachTest {

    private static final Tree TREE = Tree.read();
    private static final Map<String, String> NODE = pod("node");
    private static final Map<String, String> SEED = pod("seed");

    @Test
    void peersReachEachOtherOnThePeersPortOnly() {
        Reach reach = new Reach(with());
        for (Map<String, String> one : List.of(NODE, SEED, pod("committer"))) {
            for (Map<String, String> other : List.of(NODE, SEED)) {
                assertThat(reach.in(Place.pod(one), other, 9000)).isTrue();
                assertThat(reach.out(one, Place.pod(other), "TCP", 9000)).isTrue();
            }
        }
        assertThat(reach.in(Place.namespace("default"), NODE, 9000)).isFalse();
        assertThat(reach.in(Place.namespace("monitoring"), NODE, 9000)).isFalse();
        assertThat(reach.in(Place.internet(), SEED, 9000)).isFalse();
        assertThat(reach.in(Place.pod(Map.of("app", "shell")), SEED, 9000)).isFalse();
    }

    @Test
    void theApiIsForThisNamespaceTheIngressAndPrometheus() {
        Reach reach = new Reach(with());
        for (Place asking : List.of(
                Place.pod(Map.of("app", "shell")), Place.namespace("ingress-nginx"), Place.namespace("monitoring"))) {
            assertThat(reach.in(asking, NODE, 8000)).as(asking.toString()).isTrue();
            assertThat(reach.in(asking, SEED, 8000)).as(asking.toString()).isTrue();
        }
        assertThat(reach.in(Place.namespace("default"), NODE, 8000)).isFalse();
        assertThat(reach.in(Place.internet(), NODE, 8000)).isFalse();
        assertThat(reach.in(Place.namespace("ingress-nginx"), NODE, 9001)).isTrue();
        assertThat(reach.in(Place.namespace("monitoring"), NODE, 9001)).isFalse();
    }

    @Test
    void namesAreLookedUpAndNothingElseGoesOut() {
        Reach reach = new Reach(with());
        assertThat(reach.out(NODE, Place.namespace("kube-system"), "UDP", 53)).isTrue();
        assertThat(reach.out(NODE, Place.namespace("kube-system"), "TCP", 53)).isTrue();
        assertThat(reach.out(NODE, Place.namespace("kube-system"), "TCP", 443)).isFalse();
        assertThat(reach.out(NODE, Place.namespace("tau"), "TCP", 65432)).isFalse();
        assertThat(reach.out(NODE, Place.internet(), "TCP", 9000)).isFalse();
        assertThat(reach.out(NODE, Place.internet(), "TCP", 443)).isFalse();
    }

    @Test
    void optionsOpenWhatTheyAreFor() {
        assertThat(new Reach(with("tau")).out(NODE, Place.namespace("tau"), "TCP", 65432))
                .isTrue();
        Reach external = new Reach(with("external-peers"));
        assertThat(external.in(Place.internet(), SEED, 9000)).isTrue();
        assertThat(external.out(NODE, Place.internet(), "TCP", 9000)).isTrue();
        assertThat(external.out(NODE, Place.internet(), "TCP", 443)).isFalse();
        assertThat(external.in(Place.internet(), SEED, 8000)).isFalse();
    }

    @Test
    void withoutTheFirstPolicyEverythingElseWouldBeOpen() {
        List<Manifest> others = new ArrayList<>(with().objects());
        others.removeIf(object -> object.is("NetworkPolicy"));

        assertThat(new Reach(new Cluster(others)).out(NODE, Place.internet(), "TCP", 443))
                .isTrue();
    }

    private static Cluster with(String... components) {
        List<Manifest> objects = new ArrayList<>(TREE.objects("kubernetes/base"));
        for (String component : components) {
            objects.addAll(TREE.objects("kubernetes/components/" + component));
        }
        return new Cluster(objects);
    }

    private static Map<String, String> pod(String component) {
        return Map.of("app.kubernetes.io/part-of", "ian", "app.kubernetes.io/component", component);
    }
}
