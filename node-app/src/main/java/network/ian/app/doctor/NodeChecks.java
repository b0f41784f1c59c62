package network.ian.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.config.NodeConfig;

/** Whether a node runs here, is well, and has its ports. */
final class NodeChecks {

    private static final String SEE_LOG = "Read the last lines of node.log at ERROR and WARN; ";

    private final Host host;
    private final LocalNode node;

    NodeChecks(Host host, LocalNode node) {
        this.host = host;
        this.node = node;
    }

    List<Finding> run(NodeConfig config) {
        List<Finding> findings = new ArrayList<>();
        findings.add(process());
        findings.add(port(
                "api port",
                "--api-port",
                config.api().host(),
                config.api().port(),
                node.answers() && config.api().port() == node.apiPort()));
        findings.add(port(
                "peer port",
                "--p2p-port",
                config.p2p().listenHost(),
                config.p2p().port(),
                node.answers() && config.p2p().port() == node.peerPort()));
        findings.add(port(
                "stream port",
                "--p2p-ws-port",
                config.api().host(),
                config.p2p().wsPort(),
                node.answers() && config.p2p().wsPort() == node.streamPort()));
        findings.addAll(health());
        return findings;
    }

    private Finding process() {
        if (!node.locked()) {
            return Finding.skip("node process", "no node runs on this data directory");
        }
        return Finding.ok(
                "node process",
                "a process uses this data directory"
                        + node.pid().map(pid -> ", " + pid).orElse(""));
    }

    private Finding port(String check, String flag, String address, int port, boolean ours) {
        if (port == 0) {
            return Finding.ok(check, "any free one");
        }
        if (ours) {
            return Finding.ok(check, port + ", taken by this data directory's node");
        }
        Optional<String> refusal = host.cannotListen(address, port);
        if (refusal.isEmpty()) {
            return Finding.ok(check, port + ", free");
        }
        Optional<Listener> holder = Listener.on(host, port);
        if (holder.isEmpty()) {
            return Finding.fail(
                    check,
                    "nothing can listen on " + address + ":" + port + ": " + refusal.get(),
                    "Name an address of this machine and a port above 1023 (" + flag + ").");
        }
        boolean own = node.pid().isPresent() && holder.get().pid().equals(node.pid());
        if (own) {
            return Finding.ok(check, port + ", taken by this data directory's node");
        }
        return Finding.fail(
                check,
                port + " is taken by " + holder.get(),
                "Stop that process ('sudo ss -tlnp' names it), or choose another port (" + flag + ").");
    }

    private List<Finding> health() {
        if (!node.locked() && !node.answers()) {
            return List.of(Finding.skip("health", "no node runs on this data directory"));
        }
        if (!node.answers()) {
            return List.of(Finding.fail(
                    "health",
                    "a node runs, but its API does not answer: "
                            + node.silence().orElse(""),
                    SEE_LOG + "if it has just started, ask again; else restart it."));
        }
        List<Finding> findings = new ArrayList<>();
        for (JsonNode check : node.report().path("checks")) {
            if (!check.path("ok").asBoolean(true)) {
                findings.add(failed(check));
            }
        }
        if (findings.isEmpty() && !node.report().path("ready").asBoolean()) {
            findings.add(Finding.fail("health", "the node is not ready", SEE_LOG + "'ian health --json' says more."));
        }
        return findings.isEmpty() ? List.of(Finding.ok("health", "live and ready")) : findings;
    }

    private static Finding failed(JsonNode check) {
        String name = check.path("name").asText();
        String found = name + ": " + check.path("detail").asText();
        String needed = check.path("needed").asText();
        String advice = advice(name);
        return needed.equals("NOTHING") ? Finding.warn("health", found, advice) : Finding.fail("health", found, advice);
    }

    private static String advice(String check) {
        String kind = check.split(" ", 2)[0];
        return switch (kind) {
            case "goal" ->
                "Run 'ian log verify' on the stopped node, then 'ian log repair --from-peers' or restore a backup.";
            case "free" -> "Free or add disk (check 'disk').";
            case "data" -> "See the checks 'writable' and 'owner'.";
            case "peers" -> "See the checks 'seed' and 'peers'; a node that has just started needs a moment.";
            case "clock" -> "Let NTP set the clock (checks 'clock' and 'time sync').";
            case "tau" -> "Run 'ian tau status'; contributions do not wait for Tau Net.";
            case "anchors" -> "Run 'ian tau status', then 'ian tau verify'.";
            case "workers", "writer" ->
                "Restart the node; " + SEE_LOG.toLowerCase(java.util.Locale.ROOT) + "keep that log for a report.";
            default -> SEE_LOG + "'ian health --json' says more.";
        };
    }
}
