package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a node counted in its present life, and what it complained of.
 *
 * @param counters the series of {@code /metrics} that are not 0
 */
record Vitals(NodeProcess node, Map<String, Double> counters) {

    /** What a machine that is too busy may bring about: it costs a point and never leads to a ban. */
    private static final Pattern WEAK = Pattern.compile("not_supplied|failed_sync");

    static Vitals of(NodeProcess node) {
        Map<String, Double> counters = new TreeMap<>();
        node.api()
                .get("/metrics")
                .withStatus(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("ian_") && !line.contains("_created") && !line.endsWith(" 0.0"))
                .forEach(line -> {
                    int space = line.lastIndexOf(' ');
                    counters.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
                });
        return new Vitals(node, counters);
    }

    /** Prints what says how the network fared. */
    Vitals show() {
        String shown = counters.entrySet().stream()
                .filter(one -> one.getKey().startsWith("ian_peer_disconnections")
                        || one.getKey().startsWith("ian_rate_limit_violations")
                        || one.getKey().startsWith("ian_invalid_messages")
                        || one.getKey().startsWith("ian_message_bytes_received")
                        || one.getKey().startsWith("ian_peer_connections"))
                .map(one -> one.getKey().replace("ian_", "").replace("_total", "") + "=" + Math.round(one.getValue()))
                .collect(Collectors.joining(" "));
        System.out.println(node.dataDirectory().getFileName() + ": " + shown);
        return this;
    }

    /** Nobody was banned or found to break a rule, and the log holds nothing above INFO. */
    void areGood() {
        assertThat(counters.keySet())
                .noneMatch(name -> name.startsWith("ian_peer_score_banned"))
                .noneMatch(name -> name.startsWith("ian_invalid_messages")
                        && !WEAK.matcher(name).find())
                .noneMatch(name -> name.startsWith("ian_peer_disconnections") && name.contains("banned"))
                .noneMatch(name -> name.startsWith("ian_peer_disconnections") && name.contains("low_score"));
        assertThat(node.log())
                .filteredOn(line -> !line.path("level").asText().equals("INFO"))
                .isEmpty();
    }
}
