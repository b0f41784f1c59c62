package network.ian.simulation.report;

import java.util.Locale;
import java.util.stream.Collectors;

/** A report as lines for people. */
public final class TextReport {

    private TextReport() {}

    public static String of(Report report) {
        Report.Latencies times = report.latencies();
        Report.Costs costs = report.costs();
        return line("scenario", "%s, seed %d", report.scenario(), report.seed())
                + line("nodes", "%,d, %,d of them honest%s", report.nodes(), report.honest(), attackers(report))
                + line(
                        "delivered",
                        "%.6f of %,d contributions x %,d honest nodes",
                        report.deliveredRatio(),
                        report.contributions(),
                        report.honest())
                + line(
                        "copies",
                        "%.3f per delivery; %,d bytes by reconciliation",
                        report.copiesPerDelivery(),
                        costs.fetchedBytes())
                + line(
                        "latency",
                        "p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, max %.0f ms",
                        times.p50(),
                        times.p90(),
                        times.p99(),
                        times.max())
                + line("shortest path", "p99 %.0f ms", times.shortestPathP99())
                + line("bans", "%d of honest nodes, %d attackers", report.honestBans(), report.attackersBanned())
                + line("converged", "%s%s", report.converged() ? "yes" : "NO", afterHeal(report))
                + line(
                        "control",
                        "%,d bytes, %.0f per delivery; %,d messages, %,d dropped",
                        costs.controlBytes(),
                        costs.controlBytesPerDelivery(),
                        costs.messages(),
                        costs.messagesDropped())
                + line("memory", "%,d bytes per node", costs.memoryPerNodeBytes())
                + line(
                        "run",
                        "%,d events, %.0f virtual s in %.1f s",
                        report.events(),
                        report.virtualSeconds(),
                        report.wallSeconds())
                + line("trace", "%s", report.traceHash())
                + report.violation().map(what -> line("VIOLATION", "%s", what)).orElse("");
    }

    private static String attackers(Report report) {
        return report.attackers().isEmpty()
                ? ""
                : report.attackers().entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", ", "; attackers: ", ""));
    }

    private static String afterHeal(Report report) {
        return report.convergeAfterHealMs()
                .map(ms -> ", " + ms + " ms after the partition healed")
                .orElse("");
    }

    private static String line(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "%-14s " + format + "%n", prepend(name, values));
    }

    private static Object[] prepend(String name, Object[] values) {
        Object[] all = new Object[values.length + 1];
        all[0] = name;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }
}
