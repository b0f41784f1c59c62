package network.ian.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Who may connect to whom by the NetworkPolicies of the namespace {@code ian}, for names and labels (not for ranges of addresses). */
final class Reach {

    private final List<Manifest> policies;

    Reach(Cluster cluster) {
        this.policies = cluster.all("NetworkPolicy");
    }

    /** A pod somewhere, or an address outside. */
    record Place(String namespace, Map<String, String> labels, boolean outside) {

        static Place pod(Map<String, String> labels) {
            return new Place(Cluster.NAMESPACE, labels, false);
        }

        static Place namespace(String name) {
            return new Place(name, Map.of("app", "whatever"), false);
        }

        static Place internet() {
            return new Place("", Map.of(), true);
        }
    }

    /** Whether a pod of ours takes a connection from there. */
    boolean in(Place from, Map<String, String> pod, int port) {
        return allowed("Ingress", "from", from, pod, "TCP", port);
    }

    /** Whether a pod of ours may open a connection to there. */
    boolean out(Map<String, String> pod, Place to, String protocol, int port) {
        return allowed("Egress", "to", to, pod, protocol, port);
    }

    private boolean allowed(
            String type, String peers, Place other, Map<String, String> pod, String protocol, int port) {
        List<Manifest> concerned = policies.stream()
                .filter(policy ->
                        Manifest.textList(policy.at("/spec/policyTypes")).contains(type))
                .filter(policy -> matches(policy.at("/spec/podSelector"), pod))
                .toList();
        Predicate<JsonNode> lets = rule -> names(rule.path(peers), other) && opens(rule.path("ports"), protocol, port);
        return concerned.isEmpty()
                || concerned.stream()
                        .flatMap(policy ->
                                Manifest.list(policy.at(type.equals("Ingress") ? "/spec/ingress" : "/spec/egress"))
                                        .stream())
                        .anyMatch(lets);
    }

    private static boolean names(JsonNode peers, Place other) {
        return peers.isMissingNode()
                || peers.isEmpty()
                || Manifest.list(peers).stream().anyMatch(peer -> isIt(peer, other));
    }

    private static boolean isIt(JsonNode peer, Place other) {
        if (peer.has("ipBlock")) {
            return other.outside() && peer.at("/ipBlock/cidr").asText().matches("0\\.0\\.0\\.0/0|::/0");
        }
        boolean namespace = peer.has("namespaceSelector")
                ? matches(peer.get("namespaceSelector"), Map.of("kubernetes.io/metadata.name", other.namespace()))
                : other.namespace().equals(Cluster.NAMESPACE);
        return !other.outside()
                && namespace
                && (!peer.has("podSelector") || matches(peer.get("podSelector"), other.labels()));
    }

    private static boolean opens(JsonNode ports, String protocol, int port) {
        return ports.isMissingNode()
                || Manifest.list(ports).stream()
                        .filter(open -> open.path("protocol").asText("TCP").equals(protocol))
                        .anyMatch(open -> {
                            int first = open.path("port").asInt();
                            return port >= first && port <= open.path("endPort").asInt(first);
                        });
    }

    static boolean matches(JsonNode selector, Map<String, String> labels) {
        boolean exact = labels.entrySet()
                .containsAll(Manifest.texts(selector.path("matchLabels")).entrySet());
        return exact
                && Manifest.list(selector.path("matchExpressions")).stream().allMatch(expression -> {
                    if (!expression.path("operator").asText().equals("In")) {
                        throw new AssertionError("only In is understood here: " + expression);
                    }
                    return Manifest.textList(expression.path("values"))
                            .contains(labels.get(expression.path("key").asText()));
                });
    }
}
