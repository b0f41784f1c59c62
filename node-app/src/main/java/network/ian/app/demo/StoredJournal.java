package network.ian.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.journal.Problem;
import network.ian.core.verify.DataAudit;
import network.ian.core.verify.GoalReport;

/** What the stopped node left on disk, checked without it. */
final class StoredJournal {

    private static final int REMEMBERED_KEYS = 1024;

    private StoredJournal() {}

    /** Reads every byte, verifies every signature, evaluates every body again, and compares with what the node said. */
    static Finding verify(Path dataDirectory, String goalId, Board end, String whose) throws IOException {
        String what = goalId + ": journal on disk, " + whose + " stopped";
        SignatureVerifier signatures = SignatureProviders.select(SignatureProviders.AUTO, REMEMBERED_KEYS);
        int threads = Runtime.getRuntime().availableProcessors();
        try (DataAudit audit = new DataAudit(dataDirectory, signatures, threads)) {
            return audit.run(Optional.of(goalId), true, read -> {}).stream()
                    .findFirst()
                    .map(report -> finding(what, report, end))
                    .orElse(new Finding(what, "no log of " + goalId, Optional.of("nothing is stored")));
        }
    }

    private static Finding finding(String what, GoalReport report, Board end) {
        String detail = report.logSize() + " signatures and evaluations repeated, root "
                + report.logRoot().hex().substring(0, 16);
        return new Finding(what, detail, fault(report, end));
    }

    private static Optional<String> fault(GoalReport report, Board end) {
        if (!report.ok()) {
            return report.problems().stream().findFirst().map(Problem::toString);
        }
        if (report.logSize() != end.logSize() || !report.logRoot().equals(end.logRoot())) {
            return Optional.of("it is not the log that the node showed");
        }
        return report.leaderboardRoot().equals(end.leaderboardRoot())
                ? Optional.empty()
                : Optional.of("it gives another leaderboard than the node showed");
    }
}
