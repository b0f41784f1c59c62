package network.ian.app.doctor;

import java.util.List;

/** Looks findings up by the name of their check. */
final class Findings {

    private Findings() {}

    /** The only one of that name. */
    static Finding one(List<Finding> findings, String check) {
        List<Finding> found = all(findings, check);
        if (found.size() != 1) {
            throw new AssertionError("expected one '" + check + "', got " + found + " in " + findings);
        }
        return found.get(0);
    }

    static List<Finding> all(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .toList();
    }
}
