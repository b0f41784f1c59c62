package network.ian.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalEntries;
import network.ian.core.journal.JournalEntry;
import network.ian.core.journal.JournalOptions;
import network.ian.core.journal.JournalReader;
import network.ian.core.journal.Locator;
import network.ian.core.journal.Problem;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.IdSalt;
import network.ian.core.node.GoalHealth;
import network.ian.core.node.Node;
import network.ian.core.node.OfflineTakedown;
import network.ian.core.repair.RepairNote;
import network.ian.core.repair.RepairSwap;
import network.ian.core.runtime.ManualClock;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.salvage.GoalSalvage;
import network.ian.core.salvage.LocalRepair;
import network.ian.core.salvage.RepairOutcome;
import network.ian.core.salvage.Salvaged;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepairTest {

    private static final int ENTRIES = 40;
    private static final SignatureVerifier SIGNATURES = SignatureProviders.select("bouncycastle", 64);

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock();
    private DataDirectory data;
    private LogDamage log;
    private List<StoredEntry> before;

    @BeforeEach
    void fill() throws IOException {
        data = new DataDirectory(directory.resolve("data"));
        log = new LogDamage(data);
        data.fill(0, ENTRIES * 2);
        restack();
        before = entries();
    }

    @Test
    void salvageKeepsEveryEntryThatStillVerifies() throws IOException {
        assertThat(lostToDamage(20_261_121, 8)).isGreaterThan(5);
    }

    @Test
    @Tag("proof")
    void salvageKeepsEveryEntryThatStillVerifiesManyTimes() throws IOException {
        int lost = lostToDamage(System.nanoTime(), 300);
        System.out.println("salvage: 300 damaged logs of " + before.size() + " entries, " + lost
                + " entries hit, all others kept");
        assertThat(lost).isGreaterThan(300);
    }

    private int lostToDamage(long seed, int rounds) throws IOException {
        System.out.println("salvage: seed " + seed);
        Random random = new Random(seed);
        Path sound = directory.resolve("sound");
        LogDamage.copy(data.path(), sound);
        int lost = 0;
        for (int round = 0; round < rounds; round++) {
            LogDamage.wipe(data.path());
            LogDamage.copy(sound, data.path());
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                log.damage(random);
            }
            Set<Hash> expected = log.whole(before, sound);
            lost += before.size() - expected.size();
            LocalRepair.Result result = repair();
            String what = "round " + round + " of seed " + seed;
            assertThat(ids(entries())).as(what).isEqualTo(expected);
            assertThat(result.note().map(RepairNote::salvaged).orElse(before.size()))
                    .as(what)
                    .isEqualTo(expected.size());
            assertThat(data.auditGoal().problems().stream()
                            .filter(problem -> problem.kind() != Problem.Kind.PROJECTION))
                    .as(what)
                    .isEmpty();
        }
        return lost;
    }

    @Test
    void damagedFilesAreKeptAndThePromiseIsProvedOnceAllIsBack() throws IOException {
        byte[] damaged = flip(data.log(0), 700);
        LocalRepair.Result result = repair();
        RepairNote note = result.note().orElseThrow();
        assertThat(result.problems()).isNotEmpty();
        assertThat(data.goal().resolve(note.aside()).resolve("log/00000000.segment"))
                .hasBinaryContent(damaged);
        RepairOutcome missing = outcome(note);
        assertThat(missing.complete()).isFalse();
        assertThat(missing.missingAtLeast()).isPositive();
        assertThat(missing.promiseKept()).contains(false);

        // What a peer would bring: the lost ones, and younger ones that this node never had.
        data.fill(0, ENTRIES * 2);
        try (Node node = data.open()) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int i = 900; i < 906; i++) {
                lines.writeBytes(
                        ContributionRequestCodec.encode(DataDirectory.SAMPLER.signed(i, DataDirectory.AT + 60_000)));
                lines.write('\n');
            }
            DataDirectory.importInto(node, lines.toByteArray());
            assertThat(node.goals().iterator().next().health().state()).isEqualTo(GoalHealth.State.SERVING);
        }
        RepairOutcome whole = outcome(note);
        assertThat(whole.promiseKept()).contains(true);
        assertThat(whole.complete()).isTrue();
        assertThat(whole.entries()).isGreaterThan(before.size());
        // Asked again, the same repair goes on rather than looking for damage anew.
        assertThat(repair().note()).contains(note.at(RepairNote.Stage.FETCHING));
    }

    @Test
    void whatWasTakenDownStaysSoAndADamagedBodyIsAskedFor() throws IOException {
        StoredEntry first = before.get(0);
        assertThat(OfflineTakedown.drop(data.path(), DataDirectory.GOAL.goalId(), first.id()))
                .isEqualTo(OfflineTakedown.Result.DROPPED);
        StoredEntry second = before.get(1);
        flip(log.body(second), Locator.offset(second.bodyLocator()) + LogDamage.FRAME + 3);

        LocalRepair.Result result = repair();

        Salvaged salvaged = result.salvaged().orElseThrow();
        assertThat(salvaged.dropped()).isEqualTo(1);
        assertThat(salvaged.bodiesLost()).containsExactly(second.id());
        RepairOutcome outcome = outcome(result.note().orElseThrow());
        assertThat(outcome.bodiesMissing()).containsExactly(second.id());
        assertThat(outcome.complete()).isFalse();
        StoredEntry again = entries().get(0);
        assertThat(again.id()).isEqualTo(first.id());
        try (JournalReader reader =
                new JournalReader(data.goal(), DataDirectory.GOAL.goalId(), DataDirectory.GOAL.topic())) {
            assertThat(reader.body(again)).isEmpty();
        }
    }

    @Test
    void aCrashAtAnyStepOfTheSwapIsFinishedByTheNextStart() throws IOException {
        flip(data.log(0), 700);
        RepairNote note = salvageWithoutSwap();
        Path prepared = directory.resolve("prepared");
        LogDamage.copy(data.path(), prepared);
        for (int steps = 0; steps <= 5; steps++) {
            LogDamage.wipe(data.path());
            LogDamage.copy(prepared, data.path());
            swapped(note, steps);
            try (Node node = data.open()) {
                assertThat(node.goals().iterator().next().health().state())
                        .as("crash after %d steps", steps)
                        .isEqualTo(GoalHealth.State.SERVING);
            }
            assertThat(entries()).as("crash after %d steps", steps).hasSize(note.salvaged());
            assertThat(RepairNote.read(data.goal())).contains(note.at(RepairNote.Stage.FETCHING));
            assertThat(data.goal().resolve(note.aside()).resolve("log/00000000.segment"))
                    .isRegularFile();
            assertThat(data.goal().resolve(note.aside()).resolve("bodies/00000000.segment"))
                    .isRegularFile();
            assertThat(data.goal().resolve(RepairSwap.SALVAGE)).doesNotExist();
        }
    }

    @Test
    void anUnfinishedSalvageIsBegunAnew() throws IOException {
        flip(data.log(0), 700);
        Path half =
                Files.createDirectories(data.goal().resolve(RepairSwap.SALVAGE).resolve("log"));
        Files.writeString(half.resolve("00000000.segment"), "half of it");
        assertThat(repair().note()).isPresent();
        assertThat(entries()).isNotEmpty();
    }

    @Test
    void aSoundLogAndWhatACrashLeftNeedNoRepair() throws IOException {
        assertThat(repair().note()).isEmpty();
        Path last = log.segment(segments() - 1);
        Files.write(last, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        List<Problem> problems = data.auditGoal().problems();
        assertThat(problems).isNotEmpty().allMatch(problem -> problem.kind() == Problem.Kind.LEFTOVER);
        LocalRepair.Result result = repair();
        assertThat(result.note()).isEmpty();
        assertThat(data.auditGoal().ok()).isTrue();
    }

    @Test
    void missingSegmentsAreMissingDataAndLeaveAPromise() throws IOException {
        Files.delete(log.segment(segments() - 1));
        assertThat(data.auditGoal().problems())
                .anyMatch(problem -> problem.what().contains("missing data"));
        try (Node node = data.open()) {
            GoalHealth health = node.goals().iterator().next().health();
            assertThat(health.state()).isEqualTo(GoalHealth.State.DAMAGED);
            assertThat(health.detail()).contains("missing data");
        }
        RepairNote note = repair().note().orElseThrow();
        assertThat(note.before()).isEqualTo(before.size());
        assertThat(note.salvaged()).isLessThan(before.size());
        assertThat(outcome(note).complete()).isFalse();
    }

    private LocalRepair.Result repair() throws IOException {
        try (LocalRepair local = local()) {
            Optional<GoalSnapshot> snapshot =
                    Optional.ofNullable(new NodeStateFile(data.path()).read().get(DataDirectory.GOAL.goalId()));
            return local.repair(DataDirectory.GOAL, snapshot, read -> {});
        }
    }

    private RepairOutcome outcome(RepairNote note) throws IOException {
        try (LocalRepair local = local()) {
            return local.outcome(DataDirectory.GOAL, note);
        }
    }

    private LocalRepair local() {
        return new LocalRepair(
                data.path(),
                SIGNATURES,
                new LocalRepair.Options(1 << 20, 2, Optional.empty(), clock.wall(), new SecureRandom(new byte[] {1})));
    }

    /** As a repair that is killed right behind the durable note. */
    private RepairNote salvageWithoutSwap() throws IOException {
        GoalSnapshot snapshot = new NodeStateFile(data.path()).read().get(DataDirectory.GOAL.goalId());
        Salvaged salvaged;
        try (WorkerPool pool = new WorkerPool("salvage", 2, 16)) {
            salvaged = new GoalSalvage(
                            DataDirectory.GOAL,
                            data.goal(),
                            SIGNATURES,
                            new GoalSalvage.Options(1 << 20, snapshot.logSize(), Optional.empty(), new IdSalt(1, 2)))
                    .run(pool, read -> {});
        }
        RepairNote note = new RepairNote(
                RepairNote.Stage.SWAPPING,
                "damaged-20260101T000000Z",
                Optional.of(new RepairNote.Promise(snapshot.logSize(), snapshot.logRoot(), false)),
                salvaged.committed(),
                salvaged.entries(),
                salvaged.promised(),
                salvaged.bodiesLost());
        note.write(data.goal());
        return note;
    }

    private void swapped(RepairNote note, int steps) throws IOException {
        Path aside = data.goal().resolve(note.aside());
        Path salvage = data.goal().resolve(RepairSwap.SALVAGE);
        if (steps > 0) {
            Files.createDirectory(aside);
        }
        int done = 1;
        for (String name : List.of("log", "bodies")) {
            if (steps > done++) {
                Files.move(data.goal().resolve(name), aside.resolve(name));
            }
            if (steps > done++) {
                Files.move(salvage.resolve(name), data.goal().resolve(name));
            }
        }
    }

    /** The same entries in segments of 4 KiB, so that there are many. */
    private void restack() throws IOException {
        List<JournalEntry> all = new ArrayList<>();
        try (JournalReader bodies =
                new JournalReader(data.goal(), DataDirectory.GOAL.goalId(), DataDirectory.GOAL.topic())) {
            for (StoredEntry entry : entries()) {
                Bytes body = bodies.body(entry).orElseThrow();
                all.add(new JournalEntry(
                        entry.id(),
                        entry.timestampMs(),
                        entry.packHash(),
                        entry.sponsorFingerprint(),
                        entry.header(),
                        entry.signature(),
                        entry.metrics(),
                        body));
            }
        }
        LogDamage.wipe(data.goal().resolve("log"));
        LogDamage.wipe(data.goal().resolve("bodies"));
        Files.delete(data.path().resolve(NodeStateFile.NAME));
        try (Journal journal = Journal.open(
                data.goal(),
                DataDirectory.GOAL.goalId(),
                DataDirectory.GOAL.topic(),
                JournalOptions.defaults().withSegmentBytes(4096),
                EntrySink.none())) {
            for (int from = 0; from < all.size(); from += 3) {
                journal.append(all.subList(from, Math.min(all.size(), from + 3)));
            }
        }
        data.open().close();
    }

    private int segments() throws IOException {
        return (int) data.segments().stream()
                .filter(file -> file.getParent().endsWith("log"))
                .count();
    }

    private static byte[] flip(Path file, long offset) throws IOException {
        DataDirectory.flip(file, offset, 1);
        return Files.readAllBytes(file);
    }

    private List<StoredEntry> entries() throws IOException {
        List<StoredEntry> all = new ArrayList<>();
        JournalEntries.read(
                data.goal(), DataDirectory.GOAL.goalId(), DataDirectory.GOAL.topic(), row -> all.add(row.toStored()));
        return all;
    }

    private static Set<Hash> ids(List<StoredEntry> entries) {
        Set<Hash> ids = new LinkedHashSet<>();
        entries.forEach(entry -> ids.add(entry.id()));
        return ids;
    }
}
