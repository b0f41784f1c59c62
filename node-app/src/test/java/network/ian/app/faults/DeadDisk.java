package network.ian.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.JournalExtent;
import network.ian.core.verify.DataAudit;
import network.ian.core.verify.GoalReport;

/** What a data directory holds, read without the node: what peers resupply after the start proves nothing. */
final class DeadDisk {

    private static final int REMEMBERED_KEYS = 1024;

    private DeadDisk() {}

    /** Fails unless the disk holds every contribution and every goal that the node acknowledged. */
    static void holdsWhatWasPromised(Member member) throws IOException {
        Set<Promised.Entry> stored = committed(member.data());
        List<Promised.Entry> lost = member.promised().accepted().stream()
                .filter(entry -> !stored.contains(entry))
                .toList();
        assertThat(lost).as("acknowledged by %s, and not on its disk", member).isEmpty();
        List<String> goals = GoalCatalog.readOnly(member.data()).specs().stream()
                .map(GoalSpec::goalId)
                .toList();
        assertThat(goals)
                .containsAll(
                        member.promised().goals().stream().map(GoalSpec::goalId).toList());
    }

    /** Entries up to the last commit record of each goal. */
    static Set<Promised.Entry> committed(Path data) throws IOException {
        Set<Promised.Entry> entries = new HashSet<>();
        GoalCatalog catalog = GoalCatalog.readOnly(data);
        for (GoalSpec goal : catalog.specs()) {
            List<String> ids = new ArrayList<>();
            Optional<JournalExtent> extent = JournalExtent.last(catalog.directory(goal), goal.goalId(), goal.topic());
            if (extent.isPresent()) {
                extent.get().read(Optional.empty(), row -> ids.add(row.id().hex()));
            }
            ids.forEach(id -> assertThat(entries.add(new Promised.Entry(goal.goalId(), id)))
                    .as("%s is once in the log of %s", id, goal.goalId())
                    .isTrue());
        }
        return entries;
    }

    /** What {@code ian log verify} finds: every octet, signature and rule, and both roots from nothing. */
    static List<GoalReport> audit(Path data) throws IOException {
        try (DataAudit audit =
                new DataAudit(data, SignatureProviders.select(SignatureProviders.AUTO, REMEMBERED_KEYS), 1)) {
            List<GoalReport> reports = audit.run(Optional.empty(), false, read -> {});
            for (GoalReport report : reports) {
                assertThat(report.problems()).as(report.goalId()).isEmpty();
            }
            return reports;
        }
    }
}
