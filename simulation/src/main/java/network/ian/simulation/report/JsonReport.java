package network.ian.simulation.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report as one line of JSON. */
public final class JsonReport {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final double THOUSANDTHS = 1_000;

    private JsonReport() {}

    public static String of(Report report) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("scenario", report.scenario());
        json.put("seed", report.seed());
        json.put("nodes", report.nodes());
        json.put("honest", report.honest());
        ObjectNode attackers = json.putObject("attackers");
        report.attackers().forEach(attackers::put);
        json.put("contributions", report.contributions());
        json.put("delivered_ratio", report.deliveredRatio());
        json.put("copies_per_delivery", report.copiesPerDelivery());
        latencies(json, report.latencies());
        json.put("honest_bans", report.honestBans());
        json.put("attackers_banned", report.attackersBanned());
        json.put("converged", report.converged());
        json.put("converge_after_heal_ms", report.convergeAfterHealMs().orElse(null));
        costs(json, report.costs());
        json.put("trace_hash", report.traceHash());
        json.put("events", report.events());
        json.put("virtual_seconds", report.virtualSeconds());
        json.put("wall_seconds", thousandths(report.wallSeconds()));
        json.put("violation", report.violation().orElse(null));
        return json.toString();
    }

    private static void latencies(ObjectNode json, Report.Latencies latencies) {
        json.put("p50_ms", latencies.p50());
        json.put("p90_ms", latencies.p90());
        json.put("p99_ms", latencies.p99());
        json.put("max_ms", latencies.max());
        json.put("shortest_path_p99_ms", latencies.shortestPathP99());
    }

    private static void costs(ObjectNode json, Report.Costs costs) {
        json.put("fetched_bytes", costs.fetchedBytes());
        json.put("control_bytes", costs.controlBytes());
        json.put("control_bytes_per_delivery", thousandths(costs.controlBytesPerDelivery()));
        json.put("messages", costs.messages());
        json.put("messages_dropped", costs.messagesDropped());
        json.put("memory_per_node_bytes", costs.memoryPerNodeBytes());
    }

    private static double thousandths(double value) {
        return StrictMath.rint(value * THOUSANDTHS) / THOUSANDTHS;
    }
}
