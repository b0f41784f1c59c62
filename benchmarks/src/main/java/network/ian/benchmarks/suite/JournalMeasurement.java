package network.ian.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import network.ian.benchmarks.SignedRequests;
import network.ian.benchmarks.limits.RawSync;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalEntry;
import network.ian.core.journal.JournalException;
import network.ian.core.journal.JournalOptions;
import network.ian.core.verdict.Metrics;

/**
 * Groups of one entry that the journal makes durable, each with its body, against the disk alone: as many bytes written to
 * two growing files, an fdatasync each. By the wall clock, since the disk is what is waited for.
 */
final class JournalMeasurement implements Measurement {

    private static final Metrics METRICS = new Metrics(0.5, 0.1, 3, 1, 0.1, 1, 1);

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        GoalSpec spec = GoalCatalog.demoGoal();
        int groups = plan.size(300, 2_000);
        List<JournalEntry> entries = entries(spec, groups * (plan.rounds() + 1));
        int logBytes = entries.get(0).header().size() + JournalEntry.SIGNATURE_SIZE + 2 * 128;
        int bodyBytes = entries.get(0).body().size();
        Path goal = Files.createDirectory(plan.directory().resolve("goal"));
        Iterator<JournalEntry> next = entries.iterator();
        try (Journal journal =
                        Journal.open(goal, spec.goalId(), spec.topic(), JournalOptions.defaults(), EntrySink.none());
                RawSync log = new RawSync(plan.directory().resolve("log"), logBytes);
                RawSync bodies = new RawSync(plan.directory().resolve("bodies"), bodyBytes)) {
            ByTurns turns = ByTurns.measure(
                    plan, name(), () -> rawPerSecond(groups, bodies, log), () -> perSecond(groups, journal, next));
            return List.of(turns.higherIsBetter(
                    "journal.groups", "1/s", "two writes with fdatasync on the same disk", Double.NaN));
        }
    }

    private static double rawPerSecond(int groups, RawSync bodies, RawSync log) throws IOException {
        long started = System.nanoTime();
        for (int i = 0; i < groups; i++) {
            bodies.append();
            log.append();
        }
        return groups * 1e9 / (System.nanoTime() - started);
    }

    private static double perSecond(int groups, Journal journal, Iterator<JournalEntry> next) throws JournalException {
        long started = System.nanoTime();
        for (int i = 0; i < groups; i++) {
            journal.append(List.of(next.next()));
        }
        return groups * 1e9 / (System.nanoTime() - started);
    }

    private static List<JournalEntry> entries(GoalSpec spec, int count) {
        List<JournalEntry> entries = new ArrayList<>(count);
        for (ContributionRequest request : new SignedRequests(9, 1).next(count, 1)) {
            Bytes body = PackCodec.encode(request.pack());
            Hash packHash = PackCodec.hash(body);
            SignedHeader signed = request.signedHeader(spec.topic(), packHash).orElseThrow();
            entries.add(new JournalEntry(
                    Sha256.of(signed.bytes().view()),
                    signed.header().timestampMs(),
                    packHash,
                    0,
                    signed.bytes(),
                    signed.signature(),
                    METRICS,
                    body));
        }
        return entries;
    }
}
