package network.ian.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalEntry;
import network.ian.core.journal.JournalOptions;
import network.ian.core.verdict.Metrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that are whole to the last byte, but hold what no honest node would have admitted. */
class ForgedEntriesTest {

    @TempDir
    Path temporary;

    private DataDirectory data;
    private JournalEntry honest;

    @BeforeEach
    void fill() throws IOException {
        data = new DataDirectory(temporary);
        data.fill(0, 10);
        honest = entry(DataDirectory.SAMPLER.signed(firstAccepted(), DataDirectory.AT + 999));
    }

    @Test
    void anHonestEntryIsFine() throws IOException {
        append(honest);
        assertThat(data.audit(true)).allMatch(GoalReport::ok);
    }

    @Test
    void aForgedSignature() throws IOException {
        byte[] signature = honest.signature().toArray();
        signature[3] ^= 1;
        found(with(honest.timestampMs(), honest.packHash(), 0, Bytes.wrap(signature), honest.metrics()), "signature");
    }

    @Test
    void fieldsThatAreNotTheHeaders() throws IOException {
        found(with(honest.timestampMs() + 1, honest.packHash(), 0, honest.signature(), honest.metrics()), "timestamp");
        found(with(honest.timestampMs(), honest.packHash(), 5, honest.signature(), honest.metrics()), "fingerprint");
    }

    @Test
    void metricsBelowTheThresholds() throws IOException {
        Metrics m = honest.metrics();
        Metrics poor = new Metrics(
                -900, m.risk(), m.complexity(), m.sharpeRatio(), m.maxDrawdown(), m.episodesRun(), m.stepsRun());
        found(with(honest.timestampMs(), honest.packHash(), 0, honest.signature(), poor), "would not admit");
    }

    @Test
    void betterMetricsThanTheBodyHasAreFoundByEvaluatingIt() throws IOException {
        Metrics m = honest.metrics();
        Metrics better = new Metrics(
                Math.nextUp(m.reward()),
                m.risk(),
                m.complexity(),
                m.sharpeRatio(),
                m.maxDrawdown(),
                m.episodesRun(),
                m.stepsRun());
        append(with(honest.timestampMs(), honest.packHash(), 0, honest.signature(), better));
        assertThat(data.auditGoal().ok()).as("nothing shows without evaluating").isTrue();
        assertThat(data.audit(true).get(0).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains(honest.id().hex(), "evaluates to");
            assertThat(problem.file().toString()).contains("bodies");
        });
    }

    @Test
    void oneEntryTwice() throws IOException {
        append(honest);
        append(honest);
        assertThat(data.auditGoal().problems())
                .singleElement()
                .matches(p -> p.what().contains(honest.id() + " is in the journal twice"));
    }

    private void found(JournalEntry forged, String what) throws IOException {
        append(forged);
        assertThat(data.auditGoal().problems()).anySatisfy(problem -> {
            assertThat(problem.what()).contains(forged.id().hex(), what);
            assertThat(problem.file()).isEqualTo(data.log(0));
            assertThat(problem.offset()).isPositive();
        });
    }

    private void append(JournalEntry entry) throws IOException {
        try (Journal journal = Journal.open(
                data.goal(),
                DataDirectory.GOAL.goalId(),
                DataDirectory.GOAL.topic(),
                JournalOptions.defaults(),
                EntrySink.none())) {
            journal.append(List.of(entry));
        }
    }

    private JournalEntry with(long timestampMs, Hash packHash, long fingerprint, Bytes signature, Metrics metrics) {
        return new JournalEntry(
                honest.id(), timestampMs, packHash, fingerprint, honest.header(), signature, metrics, honest.body());
    }

    private static int firstAccepted() {
        for (int i = 500; ; i++) {
            if (DataDirectory.GOAL
                    .thresholds()
                    .failedBy(metrics(DataDirectory.SAMPLER.unsigned(i)))
                    .isEmpty()) {
                return i;
            }
        }
    }

    private static Metrics metrics(ContributionRequest request) {
        EvaluationResult result =
                Harnesses.installed().prepare(DataDirectory.GOAL).evaluate(request.pack(), () -> false);
        return ((EvaluationResult.Measured) result).metrics();
    }

    private static JournalEntry entry(ContributionRequest request) {
        Bytes body = PackCodec.encode(request.pack());
        SignedHeader signed = request.signedHeader(DataDirectory.GOAL.topic(), PackCodec.hash(body))
                .orElseThrow();
        return new JournalEntry(
                Sha256.of(signed.bytes().view()),
                signed.header().timestampMs(),
                signed.header().packHash(),
                0,
                signed.bytes(),
                signed.signature(),
                metrics(request),
                body);
    }
}
