package network.ian.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what in a set of objects names something that is not there. */
final class Wiring {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\((\\w+)\\)");

    private final Cluster cluster;
    private final List<String> problems = new ArrayList<>();

    private Wiring(Cluster cluster) {
        this.cluster = cluster;
    }

    /** One line for each loose end. */
    static List<String> problems(Cluster cluster) {
        Wiring wiring = new Wiring(cluster);
        cluster.all("StatefulSet").forEach(wiring::workload);
        cluster.all("Service").forEach(wiring::service);
        cluster.all("PodDisruptionBudget").forEach(wiring::budget);
        cluster.all("Ingress").forEach(wiring::ingress);
        cluster.all("HorizontalPodAutoscaler").forEach(wiring::autoscaler);
        cluster.all("ServiceMonitor").forEach(wiring::monitor);
        return wiring.problems;
    }

    private void require(boolean holds, Manifest of, String problem) {
        if (!holds) {
            problems.add(of.kind() + "/" + of.name() + ": " + problem);
        }
    }

    private void workload(Manifest set) {
        JsonNode pod = set.at("/spec/template/spec");
        require(
                set.podLabels()
                        .entrySet()
                        .containsAll(Manifest.texts(set.at("/spec/selector/matchLabels"))
                                .entrySet()),
                set,
                "its selector does not mean its own pods");
        require(
                cluster.selected(set.at("/spec/selector/matchLabels")).size() == 1,
                set,
                "its selector means the pods of others too");
        String service = set.at("/spec/serviceName").asText();
        boolean headless = cluster.find("Service", service)
                .filter(found -> found.at("/spec/clusterIP").asText().equals("None"))
                .filter(found -> cluster.selected(found.at("/spec/selector")).equals(List.of(set)))
                .isPresent();
        require(headless, set, "there is no headless service " + service + " of its own pods");
        String account = pod.path("serviceAccountName").asText();
        require(cluster.find("ServiceAccount", account).isPresent(), set, "no service account " + account);
        mounts(set, pod);
        variables(set);
        probes(set);
    }

    private void mounts(Manifest set, JsonNode pod) {
        Set<String> volumes = new HashSet<>(names(pod.path("volumes")));
        Manifest.list(set.at("/spec/volumeClaimTemplates"))
                .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
        Set<String> mounted = Set.copyOf(names(set.container().path("volumeMounts")));
        require(volumes.equals(mounted), set, "volumes " + volumes + ", mounted " + mounted);
    }

    private void variables(Manifest set) {
        Set<String> before = new HashSet<>();
        for (JsonNode variable : set.container().path("env")) {
            Matcher reference = REFERENCE.matcher(variable.path("value").asText());
            while (reference.find()) {
                require(
                        before.contains(reference.group(1)),
                        set,
                        variable.path("name") + " uses a variable that is not set before it");
            }
            require(before.add(variable.path("name").asText()), set, variable.path("name") + " is set twice");
        }
        for (JsonNode from : set.container().path("envFrom")) {
            String map = from.at("/configMapRef/name").asText();
            require(cluster.find("ConfigMap", map).isPresent(), set, "no ConfigMap " + map);
        }
    }

    private void probes(Manifest set) {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            String port = set.container().at("/" + probe + "/httpGet/port").asText();
            require(
                    names(set.container().path("ports")).contains(port),
                    set,
                    probe + " asks a port that is not there: " + port);
        }
    }

    private void service(Manifest service) {
        List<Manifest> sets = cluster.selected(service.at("/spec/selector"));
        require(!sets.isEmpty(), service, "its selector means no pod");
        for (Manifest set : sets) {
            List<String> ports = names(set.container().path("ports"));
            for (JsonNode port : service.at("/spec/ports")) {
                String target = port.path("targetPort").asText();
                require(ports.contains(target), service, set.name() + " has no port " + target);
                require(
                        number(set, target) == port.path("port").asInt(),
                        service,
                        "port " + target + " has another number in " + set.name());
            }
        }
    }

    private void budget(Manifest budget) {
        List<Manifest> sets = cluster.selected(budget.at("/spec/selector/matchLabels"));
        require(sets.size() == 1, budget, "means " + sets.size() + " StatefulSets");
        int most = budget.at("/spec/maxUnavailable").asInt();
        require(most >= 1, budget, "a machine could never be drained");
        // An autoscaled set has no number of its own.
        sets.stream()
                .filter(set -> set.at("/spec/replicas").asInt(1) > 1)
                .forEach(set -> require(most < set.at("/spec/replicas").asInt(), budget, "all pods may go at once"));
    }

    private void ingress(Manifest ingress) {
        for (JsonNode rule : ingress.at("/spec/rules")) {
            boolean secured = Manifest.list(ingress.at("/spec/tls")).stream()
                    .anyMatch(tls -> Manifest.textList(tls.path("hosts"))
                            .contains(rule.path("host").asText()));
            require(secured, ingress, rule.path("host") + " has no certificate");
            for (JsonNode path : rule.at("/http/paths")) {
                String name = path.at("/backend/service/name").asText();
                String port = path.at("/backend/service/port/name").asText();
                boolean there = cluster.find("Service", name)
                        .filter(service -> names(service.at("/spec/ports")).contains(port))
                        .isPresent();
                require(there, ingress, path.path("path") + " leads to " + name + ":" + port);
            }
        }
    }

    private void autoscaler(Manifest autoscaler) {
        String name = autoscaler.at("/spec/scaleTargetRef/name").asText();
        boolean free = cluster.find("StatefulSet", name)
                .filter(set -> set.at("/spec/replicas").isMissingNode())
                .isPresent();
        require(free, autoscaler, name + " is not there, or has a number of replicas that every apply would set again");
    }

    private void monitor(Manifest monitor) {
        Set<String> watched = new HashSet<>();
        for (Manifest service : cluster.all("Service")) {
            if (Reach.matches(monitor.at("/spec/selector"), service.labels())) {
                List<String> ports = names(service.at("/spec/ports"));
                String port = monitor.at("/spec/endpoints/0/port").asText();
                require(ports.contains(port), monitor, service.name() + " has no port " + port);
                for (Manifest set : cluster.selected(service.at("/spec/selector"))) {
                    require(watched.add(set.name()), monitor, set.name() + " would be asked twice");
                }
            }
        }
        Set<String> all =
                cluster.all("StatefulSet").stream().map(Manifest::name).collect(Collectors.toSet());
        require(watched.equals(all), monitor, "watches " + watched + " of " + all);
    }

    private static int number(Manifest set, String port) {
        Map<String, Integer> numbers = Manifest.list(set.container().path("ports")).stream()
                .collect(Collectors.toMap(
                        one -> one.path("name").asText(),
                        one -> one.path("containerPort").asInt()));
        return numbers.getOrDefault(port, -1);
    }

    private static List<String> names(JsonNode list) {
        return Manifest.list(list).stream()
                .map(one -> one.path("name").asText())
                .toList();
    }
}
