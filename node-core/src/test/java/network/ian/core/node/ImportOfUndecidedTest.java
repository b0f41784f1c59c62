package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.history.HistoryImport;
import network.ian.core.history.ImportReport;
import network.ian.core.history.RequestLines;
import network.ian.core.ingest.Outcome;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportOfUndecidedTest {

    private static final int MAX_LINE = 1 << 20;
    /** And far less than what is undecided is remembered. */
    private static final long LONGER_THAN_THE_WALL_TIME = 2_000_000L;

    @TempDir
    private Path data;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger undecided = new AtomicInteger();

    /** The clock runs ahead until an evaluation ran out of time, and then stands still: no memory of that passes by waiting. */
    @Test
    void whatIsUndecidedOnlyTheFirstTimeIsTaken() throws IOException {
        NodeFixture fixture = new NodeFixture(data, 5).with("IAN_EVALUATION_WALL_TIME_MS", "1");
        MonotonicClock ticker = () -> undecided.get() == 0 ? now.addAndGet(LONGER_THAN_THE_WALL_TIME) : now.get();
        NodeEnvironment environment = new NodeEnvironment(
                fixture.clock.wall(), ticker, new SecureRandom(new byte[] {1}), new CountsUndecided());
        byte[] line = ContributionRequestCodec.encode(fixture.signed(fixture.pack(), 1));
        try (Node node = NodeOpener.open(fixture.config(), environment)) {
            ImportReport report = new HistoryImport(node, MAX_LINE)
                    .run(new RequestLines(new ByteArrayInputStream(line), MAX_LINE), read -> {});
            assertThat(undecided).hasValue(1);
            assertThat(report.undecidedBecause()).isEmpty();
            assertThat(report.undecided()).isZero();
            assertThat(report.accepted() + report.rejectedTotal()).isEqualTo(1);
        }
    }

    private final class CountsUndecided implements Telemetry {

        @Override
        public void received(String goalId) {}

        @Override
        public void decided(String goalId, Outcome outcome, long nanos) {
            if (outcome.verdict() instanceof Verdict.Undecided) {
                undecided.incrementAndGet();
            }
        }

        @Override
        public void committed(String goalId, int entries, long nanos) {}
    }
}
