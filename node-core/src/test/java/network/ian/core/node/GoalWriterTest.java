package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import network.ian.core.ingest.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalWriterTest {

    private static final long PATIENCE_MILLIS = 30_000;

    @TempDir
    private Path directory;

    private WriterFixture fixture;
    private GoalWriter writer;

    @BeforeEach
    void writer() throws IOException {
        fixture = new WriterFixture(directory);
        writer = new GoalWriter(fixture.ledger, fixture.clock);
    }

    @Test
    void aCommandThatThrowsLeavesNobodyUnanswered() {
        List<WriterTask.Append> appends = fixture.appends(2);
        writer.offer(appends.get(0));
        writer.offer(new WriterTask.Command(() -> {
            throw new IllegalStateException("as a bug would");
        }));
        writer.offer(appends.get(1));
        writer.start();
        for (WriterTask.Append append : appends) {
            assertThat(answer(append.answer()).accepted()).isFalse();
        }
        assertThat(writer.health().state()).isEqualTo(GoalHealth.State.FAILED);
        stop();
    }

    @Test
    void whateverWasTakenIsAnsweredWhenTheWriterStops() {
        List<WriterTask.Append> taken = new ArrayList<>();
        writer.start();
        Thread stopper = new Thread(writer::requestStop);
        for (int i = 0; writer.offer(last(taken)); i++) {
            if (i == 50) {
                stopper.start();
            }
        }
        taken.remove(taken.size() - 1);
        assertThat(writer.awaitStop(PATIENCE_MILLIS)).isTrue();
        assertThat(taken)
                .hasSizeGreaterThan(50)
                .allMatch(append -> append.answer().isDone());
        assertThat(writer.offer(fixture.append())).isFalse();
        assertThat(writer.queued()).isZero();
    }

    @Test
    void historyWaitsForMoreOfItButNobodyWaitsForHistory() {
        writer = new GoalWriter(fixture.ledger, fixture.clock, 10 * PATIENCE_MILLIS);
        WriterTask.Append history = fixture.history();
        WriterTask.Append posted = fixture.append();
        writer.start();
        assertThat(writer.offer(history)).isTrue();
        assertThat(writer.offer(posted)).isTrue();
        assertThat(answer(posted.answer()).accepted()).isTrue();
        assertThat(answer(history.answer()).accepted()).isTrue();
        WriterTask.Append last = fixture.history();
        assertThat(writer.offer(last)).isTrue();
        stop();
        assertThat(last.answer()).isCompletedWithValueMatching(Outcome::accepted);
    }

    @Test
    void historyAloneIsWrittenTooAndInFewGroups() {
        writer = new GoalWriter(fixture.ledger, fixture.clock, 50);
        List<WriterTask.Append> history =
                IntStream.range(0, 50).mapToObj(i -> fixture.history()).toList();
        writer.start();
        history.forEach(append -> assertThat(writer.offer(append)).isTrue());
        history.forEach(append -> assertThat(answer(append.answer()).accepted())
                .as("without anything urgent")
                .isTrue());
        stop();
        assertThat(fixture.groups()).isLessThan(10);
    }

    private WriterTask.Append last(List<WriterTask.Append> to) {
        to.add(fixture.append());
        return to.get(to.size() - 1);
    }

    private void stop() {
        writer.requestStop();
        assertThat(writer.awaitStop(PATIENCE_MILLIS)).isTrue();
    }

    private static Outcome answer(CompletableFuture<Outcome> answer) {
        return answer.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join();
    }
}
