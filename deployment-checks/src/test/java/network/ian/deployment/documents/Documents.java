package network.ian.deployment.documents;

import java.util.List;
import network.ian.deployment.Repository;

/** What operators read: README, docs, runbook. */
final class Documents {

    /** It quotes commands that do not work, and has a test of its own. */
    private static final String CHANGES = "docs/RUNBOOK-CHANGES.md";

    private Documents() {}

    /** Paths in the repository. */
    static List<String> all() {
        return Repository.files().stream()
                .filter(file -> file.matches("(README|SECURITY)\\.md|(docs|runbook)/.*\\.md"))
                .filter(file -> !file.equals(CHANGES))
                .toList();
    }

    /** What all of them say exists, of some kinds. */
    static List<Mention> mentions(Mention.Kind... kinds) {
        List<Mention.Kind> wanted = List.of(kinds);
        return all().stream()
                .flatMap(file -> Mentions.of(file, Repository.read(file)).stream())
                .filter(mention -> wanted.contains(mention.kind()))
                .toList();
    }
}
