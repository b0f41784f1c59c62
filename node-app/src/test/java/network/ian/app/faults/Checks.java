package network.ian.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import network.ian.app.endtoend.Reply;
import network.ian.core.crypto.Sha256;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verify.GoalReport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What must hold after every kill, once the node is back. */
final class Checks {

    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("ian.test.patience-s", 240));
    private static final int SAMPLE = 12;
    private static final int TRIES = 30;
    private static final List<String> STATE = List.of("log_size", "log_root", "leaderboard_root");

    private final List<Member> members;
    private final Random random;

    Checks(List<Member> members, Random random) {
        this.members = members;
        this.random = random;
    }

    /** Waits until every node has every goal alike. */
    void agreement(Set<GoalSpec> goals) {
        for (GoalSpec goal : goals) {
            try {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> states(goal).size() == 1);
            } catch (ConditionTimeoutException e) {
                throw new AssertionError(goal.goalId() + ": the nodes do not agree: " + states(goal) + peers(), e);
            }
        }
    }

    /** Who is connected to whom, which tells nodes that are cut off from nodes that are at odds. */
    private List<String> peers() {
        return members.stream()
                .map(member -> " peers of " + member + ": "
                        + member.api().get("/api/v1/peers").text())
                .toList();
    }

    /** Holds against a running node all that it and its peers ever promised. */
    void holds(Member member) throws IOException {
        rootsAreThoseOfTheJournal(member);
        Set<Promised.Entry> stored = DeadDisk.committed(member.data());
        for (Member each : members) {
            assertThat(stored)
                    .as("promised by %s, in the log of %s", each, member)
                    .containsAll(each.promised().accepted());
        }
        servesWhatItPromised(member);
        assertThat(member.log()).noneMatch(line -> line.path("level").asText().equals("ERROR"));
        for (String token : member.promised().tokens()) {
            member.getWith(token, "/api/v1/whoami").withStatus(200);
        }
    }

    /** Roots that the node says, against those that follow from its files alone. */
    private static void rootsAreThoseOfTheJournal(Member member) throws IOException {
        List<JsonNode> before = List.of();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            // What was anchored meanwhile is in the order of the log and, once this is answered, in the files.
            member.order("/save", new byte[0]).withStatus(200);
            List<GoalReport> reports = DeadDisk.audit(member.data());
            before = said(member, reports);
            if (before.equals(found(reports))) {
                return;
            }
        }
        throw new AssertionError(
                member + " says " + before + ", its files give " + found(DeadDisk.audit(member.data())));
    }

    private static List<JsonNode> said(Member member, List<GoalReport> reports) {
        return reports.stream().map(report -> state(member, report.goalId())).toList();
    }

    private static List<JsonNode> found(List<GoalReport> reports) {
        return reports.stream()
                .map(report -> (JsonNode) com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("log_size", report.logSize())
                        .put("log_root", report.logRoot().hex())
                        .put("leaderboard_root", report.leaderboardRoot().hex()))
                .toList();
    }

    private void servesWhatItPromised(Member member) {
        Promised promised = member.promised();
        for (Promised.Entry entry : sampleOf(promised.accepted())) {
            JsonNode body = served(member, entry).path("body");
            if (!promised.dropping().contains(entry)) {
                assertThat(body.isObject()).as("body of %s", entry).isTrue();
            }
        }
        for (Promised.Entry entry : sampleOf(promised.dropped())) {
            assertThat(served(member, entry).path("body").isObject())
                    .as("a dropped body is back: %s", entry)
                    .isFalse();
        }
    }

    private static JsonNode served(Member member, Promised.Entry entry) {
        Reply reply = member.api().get("/api/v1/contribution/" + entry.goal() + "/" + entry.id());
        byte[] header = HexFormat.of()
                .parseHex(reply.withStatus(200).data().path("header").asText());
        assertThat(Sha256.of(header).hex()).isEqualTo(entry.id());
        return reply.data();
    }

    private List<Promised.Entry> sampleOf(Set<Promised.Entry> all) {
        List<Promised.Entry> sample = new ArrayList<>(all);
        java.util.Collections.shuffle(sample, random);
        return sample.subList(0, Math.min(SAMPLE, sample.size()));
    }

    private Set<JsonNode> states(GoalSpec goal) {
        Set<JsonNode> states = new HashSet<>();
        members.forEach(member -> states.add(state(member, goal.goalId())));
        return states;
    }

    private static JsonNode state(Member member, String goal) {
        JsonNode status =
                member.api().get("/api/v1/status/" + goal).withStatus(200).data();
        return ((com.fasterxml.jackson.databind.node.ObjectNode) status).retain(STATE);
    }
}
