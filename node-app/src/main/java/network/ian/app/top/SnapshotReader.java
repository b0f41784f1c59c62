package network.ian.app.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import network.ian.app.top.Snapshot.Alert;
import network.ian.app.top.Snapshot.Alerts;
import network.ian.app.top.Snapshot.Anchor;
import network.ian.app.top.Snapshot.Board;
import network.ian.app.top.Snapshot.Goal;
import network.ian.app.top.Snapshot.Movement;
import network.ian.app.top.Snapshot.NodeFacts;
import network.ian.app.top.Snapshot.Peer;
import network.ian.app.top.Snapshot.Peers;
import network.ian.app.top.Snapshot.Ranked;
import network.ian.app.top.Snapshot.Status;
import network.ian.app.top.Snapshot.Tau;

/** Makes a snapshot of answers, and remembers ranks to say who moved. Not thread-safe. */
final class SnapshotReader {

    /** A node may say what it likes; this much of it is looked at. */
    private static final int MOST = 1000;

    private final Movements movements = new Movements();

    Snapshot read(Answers answers) {
        List<Goal> goals =
                list(answers.node().path("goals")).map(SnapshotReader::goal).toList();
        int chosen = answers.goal()
                .map(id -> goals.stream().map(Goal::id).toList().indexOf(id))
                .orElse(-1);
        Optional<Status> status =
                chosen < 0 ? Optional.empty() : goals.get(chosen).status();
        return new Snapshot(
                answers.timeMs(),
                node(answers),
                goals,
                chosen,
                tau(answers.node().path("tau")),
                present(answers.board()).map(board -> board(board, answers)),
                anchor(answers.anchors()),
                present(answers.activity()).map(activity -> ActivityReader.read(activity, answers.timeMs())),
                present(answers.peers()).map(peers -> peers(peers, answers.goal(), status.map(Status::accepted))),
                present(answers.alerts()).map(SnapshotReader::alerts));
    }

    private static NodeFacts node(Answers answers) {
        JsonNode status = answers.node();
        JsonNode node = status.path("node");
        return new NodeFacts(
                answers.address().toString(),
                node.path("node_id").asText(),
                node.path("version").asText(),
                node.path("uptime_seconds").asLong(),
                status.path("ready").asBoolean(),
                status.path("problems").asText());
    }

    private static Goal goal(JsonNode goal) {
        JsonNode status = goal.path("status");
        return new Goal(
                goal.path("goal_id").asText(),
                goal.path("state").asText(),
                goal.path("detail").asText(),
                status.isObject() ? Optional.of(status(status)) : Optional.empty());
    }

    private static Status status(JsonNode status) {
        return new Status(
                status.path("log_size").asLong(),
                status.path("log_root").asText(),
                status.path("accepted_contributions").asLong(),
                status.path("rejected_contributions").asLong(),
                status.path("consensus_state").asText(),
                status.path("sync_lag").asLong(),
                status.path("finality").path("size").asLong(),
                status.path("finality").path("source").asText());
    }

    private Board board(JsonNode board, Answers answers) {
        Map<String, Integer> ranks = new HashMap<>();
        list(board.path("entries"))
                .forEach(entry -> ranks.put(
                        entry.path("contribution_id").asText(),
                        entry.path("rank").asInt()));
        Map<String, Movement> moved = movements.note(answers.goal().orElse(""), answers.timeMs(), ranks);
        List<Ranked> entries =
                list(board.path("entries")).map(entry -> ranked(entry, moved)).toList();
        return new Board(entries, board.path("total").asLong());
    }

    private static Ranked ranked(JsonNode entry, Map<String, Movement> moved) {
        String id = entry.path("contribution_id").asText();
        JsonNode metrics = entry.path("metrics");
        return new Ranked(
                entry.path("rank").asInt(),
                id,
                entry.path("contributor_id").asText(),
                entry.path("score").asDouble(),
                metrics.path("reward").asDouble(),
                metrics.path("risk").asDouble(),
                number(entry.path("log_index")),
                moved.getOrDefault(id, Movement.NONE));
    }

    private static Tau tau(JsonNode tau) {
        JsonNode committer = tau.path("committer");
        return new Tau(
                tau.path("mode").asText("none"),
                tau.path("connected").asBoolean(),
                tau.path("circuit_breaker").asText(),
                number(tau.path("head").path("number")),
                committer.isObject() ? committer.path("state").asText() : "",
                tau.path("problem").asText());
    }

    private static Optional<Anchor> anchor(JsonNode anchors) {
        return list(anchors.path("anchors"))
                .reduce((earlier, later) -> later)
                .map(anchor -> new Anchor(
                        anchor.path("size").asLong(),
                        anchor.path("block_number").asLong(),
                        anchor.path("confirmations").asLong(),
                        anchor.path("state").asText()));
    }

    private static Peers peers(JsonNode peers, Optional<String> goal, Optional<Long> own) {
        List<Peer> connected = list(peers.path("peers"))
                .map(peer -> peer(peer, ahead(peer, goal, own)))
                .toList();
        return new Peers(
                connected, peers.path("total").asInt(), peers.path("banned").size());
    }

    private static Peer peer(JsonNode peer, OptionalLong ahead) {
        JsonNode rtt = peer.path("rtt_ms");
        return new Peer(
                peer.path("node_id").asText(),
                peer.path("address").asText(),
                peer.path("direction").asText().equals("outbound"),
                peer.path("score").asDouble(),
                rtt.isNumber() ? OptionalDouble.of(rtt.asDouble()) : OptionalDouble.empty(),
                ahead,
                peer.path("agent").asText());
    }

    private static OptionalLong ahead(JsonNode peer, Optional<String> goal, Optional<Long> own) {
        JsonNode entries = peer.path("entries").path(goal.orElse(""));
        return entries.isNumber() && own.isPresent()
                ? OptionalLong.of(entries.asLong() - own.get())
                : OptionalLong.empty();
    }

    private static Alerts alerts(JsonNode alerts) {
        List<Alert> all = new ArrayList<>();
        list(alerts.path("alerts")).forEach(alert -> all.add(alert(alert)));
        all.sort((a, b) -> Integer.compare(urgency(a), urgency(b)));
        return new Alerts(List.copyOf(all), alerts.path("watched").size());
    }

    private static int urgency(Alert alert) {
        return (alert.firing() ? 0 : 2) + (alert.severity().equals("critical") ? 0 : 1);
    }

    private static Alert alert(JsonNode alert) {
        return new Alert(
                alert.path("name").asText(),
                alert.path("severity").asText(),
                alert.path("state").asText().equals("firing"),
                alert.path("since_ms").asLong(),
                alert.path("summary").asText(),
                alert.path("runbook").asText());
    }

    private static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).limit(MOST);
    }

    private static Optional<JsonNode> present(JsonNode part) {
        return part.isMissingNode() ? Optional.empty() : Optional.of(part);
    }

    private static OptionalLong number(JsonNode number) {
        return number.isNumber() ? OptionalLong.of(number.asLong()) : OptionalLong.empty();
    }
}
