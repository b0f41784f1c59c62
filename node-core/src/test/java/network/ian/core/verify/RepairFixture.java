package network.ian.core.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.file.DirectoryTree;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalEntries;
import network.ian.core.journal.JournalEntry;
import network.ian.core.journal.JournalOptions;
import network.ian.core.journal.JournalReader;
import network.ian.core.journal.StoredEntry;
import network.ian.core.repair.RepairNote;
import network.ian.core.runtime.ManualClock;
import network.ian.core.salvage.LocalRepair;
import network.ian.core.salvage.RepairOutcome;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;

/** A data directory whose only goal has a log of many small segments, and the repair of that log. */
final class RepairFixture {

    static final int ENTRIES = 40;
    static final SignatureVerifier SIGNATURES = SignatureProviders.select("bouncycastle", 64);

    final DataDirectory data;
    final LogDamage log;
    final List<StoredEntry> before;
    private final ManualClock clock = new ManualClock();

    /** Fills the directory {@code data} in {@code directory}. */
    RepairFixture(Path directory) throws IOException {
        data = new DataDirectory(directory.resolve("data"));
        log = new LogDamage(data);
        data.fill(0, ENTRIES * 2);
        restack();
        before = entries();
    }

    LocalRepair.Result repair() throws IOException {
        try (LocalRepair local = local()) {
            Optional<GoalSnapshot> snapshot =
                    Optional.ofNullable(new NodeStateFile(data.path()).read().get(DataDirectory.GOAL.goalId()));
            return local.repair(DataDirectory.GOAL, snapshot, read -> {});
        }
    }

    RepairOutcome outcome(RepairNote note) throws IOException {
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
        DirectoryTree.delete(data.goal().resolve("log"));
        DirectoryTree.delete(data.goal().resolve("bodies"));
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

    int segments() throws IOException {
        return (int) data.segments().stream()
                .filter(file -> file.getParent().endsWith("log"))
                .count();
    }

    static byte[] flip(Path file, long offset) throws IOException {
        DataDirectory.flip(file, offset, 1);
        return Files.readAllBytes(file);
    }

    List<StoredEntry> entries() throws IOException {
        List<StoredEntry> all = new ArrayList<>();
        JournalEntries.read(
                data.goal(), DataDirectory.GOAL.goalId(), DataDirectory.GOAL.topic(), row -> all.add(row.toStored()));
        return all;
    }
}
