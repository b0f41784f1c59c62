package network.ian.core.salvage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.file.OwnerOnly;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalEntry;
import network.ian.core.journal.JournalOptions;
import network.ian.core.journal.JournalSalvage;
import network.ian.core.journal.JournalSalvage.BodyState;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.IdSalt;
import network.ian.core.log.LogLoader;
import network.ian.core.repair.RepairSwap;
import network.ian.core.runtime.OrderedWork;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.verify.EntryCheck;

/**
 * Writes every entry of a damaged journal that still verifies into a new one beside it, in the old order: header against its
 * id, the goal's rules, signature, body against its hash. The damaged files are only read. For one thread and one run.
 */
public final class GoalSalvage {

    private static final int BATCH = 128;
    private static final long BATCH_BYTES = 4 << 20;
    private static final int BATCHES_WAITING = 8;
    private static final int GROUP = 512;
    private static final int MOST_WORDS = 20;
    private static final int MOST_IDS = 10_000;

    private final GoalSpec spec;
    private final Path goalDirectory;
    private final EntryCheck check;
    private final Options options;
    private final LogLoader known;
    private final List<JournalSalvage.Found> batch = new ArrayList<>(BATCH);
    private long batchBytes;
    private final List<JournalSalvage.Found> group = new ArrayList<>(GROUP);
    private long groupBytes;
    private final List<Hash> bodiesLost = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int refusedCount;
    private int entries;
    private int promised;
    private int dropped;
    private int sponsoredHere;
    private long read;

    /**
     * How to salvage.
     *
     * @param segmentBytes at which segments of the new journal are sealed
     * @param promised entries that the snapshot counts; 0 if there is none
     * @param ownKey this node's public key, if it is known
     * @param salt for the index of ids
     */
    public record Options(long segmentBytes, int promised, Optional<Bytes> ownKey, IdSalt salt) {}

    private record Checked(JournalSalvage.Found found, Optional<String> problem) {}

    /** Ready to run. */
    public GoalSalvage(GoalSpec spec, Path goalDirectory, SignatureVerifier signatures, Options options) {
        this.spec = spec;
        this.goalDirectory = goalDirectory;
        this.check = new EntryCheck(spec, signatures);
        this.options = options;
        this.known = new LogLoader(options.salt);
    }

    /**
     * Salvages into {@link RepairSwap#SALVAGE} below the goal's directory, replacing what an earlier run left there. On return
     * all of it is on the disk.
     *
     * @param pool for signatures; used by nobody else meanwhile
     * @param progress told how many entries were read
     * @throws IOException if the disk refuses; the damaged files are as they were
     */
    public Salvaged run(WorkerPool pool, LongConsumer progress) throws IOException {
        RepairSwap.discard(goalDirectory);
        Path into = OwnerOnly.directory(goalDirectory.resolve(RepairSwap.SALVAGE));
        JournalOptions journalOptions = JournalOptions.defaults().withSegmentBytes(options.segmentBytes);
        int committed;
        try (Journal journal = Journal.open(into, spec.goalId(), spec.topic(), journalOptions, EntrySink.none())) {
            OrderedWork<List<Checked>> work =
                    new OrderedWork<>(pool, BATCHES_WAITING, checked -> checked.forEach(one -> take(one, journal)));
            committed = JournalSalvage.read(goalDirectory, spec.goalId(), spec.topic(), found -> {
                progress.accept(++read);
                gather(found, work);
            });
            flushBatch(work);
            work.finish();
            append(journal);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Salvaged(entries, promised, dropped, sponsoredHere, committed, bodiesLost, refused, refusedCount);
    }

    private void gather(JournalSalvage.Found found, OrderedWork<List<Checked>> work) {
        batch.add(found);
        batchBytes += found.body().map(Bytes::size).orElse(0);
        if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
            flushBatch(work);
        }
    }

    private void flushBatch(OrderedWork<List<Checked>> work) {
        List<JournalSalvage.Found> together = List.copyOf(batch);
        batch.clear();
        batchBytes = 0;
        work.submit(() -> together.stream()
                .map(found -> new Checked(found, problem(found.entry())))
                .toList());
    }

    private Optional<String> problem(StoredEntry entry) {
        return Sha256.of(entry.header().view()).equals(entry.id())
                ? check.problem(entry)
                : Optional.of("contribution " + entry.id() + ": the header's hash is another one");
    }

    private void take(Checked checked, Journal journal) {
        StoredEntry entry = checked.found.entry();
        if (checked.problem.isPresent()) {
            refusedCount++;
            if (refused.size() < MOST_WORDS) {
                refused.add(checked.problem.get());
            }
        } else if (checked.found.state() == BodyState.DAMAGED) {
            if (bodiesLost.size() < MOST_IDS) {
                bodiesLost.add(entry.id());
            }
        } else if (known.add(entry.id(), entry.timestampMs(), entry.locator())) {
            group.add(checked.found);
            groupBytes += entry.bodySize();
            if (group.size() == GROUP || groupBytes >= BATCH_BYTES) {
                append(journal);
            }
        }
    }

    private void append(Journal journal) {
        try {
            long[] locators = journal.append(group.stream()
                    .map(found -> JournalEntry.again(found.entry(), found.body()))
                    .toList());
            for (int i = 0; i < locators.length; i++) {
                count(group.get(i));
                if (group.get(i).state() == BodyState.DROPPED) {
                    journal.dropBody(locators[i]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        group.clear();
        groupBytes = 0;
    }

    private void count(JournalSalvage.Found found) {
        entries++;
        promised += found.ordinal() < options.promised ? 1 : 0;
        dropped += found.state() == BodyState.DROPPED ? 1 : 0;
        Header header = HeaderCodec.decode(found.entry().header());
        boolean own = header.sponsored()
                && options.ownKey.filter(header.publicKey()::equals).isPresent();
        sponsoredHere += own ? 1 : 0;
    }
}
