package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.crypto.SigningKey;
import network.ian.core.event.GoalEvent;
import network.ian.core.event.Subscription;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;
import network.ian.core.log.GoalLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeepEntriesTest {

    private static final int ENTRIES = GoalLog.DEEPEST_DIRECT + 600;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    @Test
    void joinTheLogByMergesAndChangeNoRoot() throws IOException, InterruptedException {
        List<ContributionRequest> requests = requests();
        try (Node ordered = new NodeFixture(data.resolve("ordered"), 1).open();
                Node late = new NodeFixture(data.resolve("late"), 1).open();
                Subscription events = late.events().subscribe(4 * ENTRIES)) {
            submit(ordered, requests);
            submit(late, requests.subList(50, requests.size()));
            List<Outcome> deep = submit(late, requests.subList(0, 50));

            assertThat(deep)
                    .anyMatch(
                            outcome -> outcome.accepted() && outcome.logIndex().isEmpty());
            await().atMost(PATIENCE).until(() -> NodeFixture.view(late).pending() == 0);
            assertThat(NodeFixture.view(late).log().root())
                    .isEqualTo(NodeFixture.view(ordered).log().root());
            assertThat(NodeFixture.view(late).leaderboard().root())
                    .isEqualTo(NodeFixture.view(ordered).leaderboard().root());
            int size = NodeFixture.view(late).log().size();
            assertThat(toldAdditions(events, size)).isEqualTo(size);
        }
    }

    @Test
    void areInTheLogAfterAStopThatCameBeforeTheMerge() throws IOException {
        List<ContributionRequest> requests = requests();
        Collections.shuffle(requests, new Random(3));
        NodeFixture fixture = new NodeFixture(data, 1);
        int accepted;
        try (Node node = fixture.open()) {
            accepted = (int)
                    submit(node, requests).stream().filter(Outcome::accepted).count();
        }
        try (Node node = fixture.open()) {
            assertThat(node.goal(NodeFixture.GOAL).orElseThrow().health()).isEqualTo(GoalHealth.SERVING);
            assertThat(NodeFixture.view(node).log().size()).isEqualTo(accepted);
        }
    }

    private List<ContributionRequest> requests() {
        NodeFixture fixture = new NodeFixture(data, 11);
        long now = fixture.clock.wall().millis();
        SigningKey key = SigningKey.fromSeed(new byte[32]);
        List<ContributionRequest> requests = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            requests.add(NodeFixture.signed(key, fixture.pack(), now - ENTRIES + i));
        }
        return requests;
    }

    /** In rounds, so that no queue is full. */
    private static List<Outcome> submit(Node node, List<ContributionRequest> requests) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < requests.size(); from += 200) {
            List<CompletableFuture<Outcome>> round = new ArrayList<>();
            for (ContributionRequest request : requests.subList(from, Math.min(from + 200, requests.size()))) {
                round.add(node.ingress().submit(node.goal(NodeFixture.GOAL).orElseThrow(), request, Entrance.HISTORY));
            }
            round.forEach(answer -> outcomes.add(answer.join()));
        }
        return outcomes;
    }

    /** Events follow the view, so the expected ones are waited for; more than those would be there soon. */
    private static int toldAdditions(Subscription events, int expected) throws InterruptedException {
        int additions = 0;
        while (true) {
            GoalEvent event =
                    events.next(additions < expected ? PATIENCE.toMillis() : 50).orElse(null);
            if (event == null) {
                return additions;
            }
            additions += event instanceof GoalEvent.ContributionAdded ? 1 : 0;
        }
    }
}
