package network.ian.core.backup;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Every path that a backup may hold. What is not listed here neither gets into one nor out of one, so a path can lead nowhere
 * else.
 */
final class BackupPaths {

    static final String IDENTITY = "identity.json";
    static final String STATE = "node_state.json";
    static final String CERTIFICATES = "certs";
    static final String GOALS = "goals";

    /** Files of the data directory itself that name or prove who the node is, or spend for it. */
    static final List<String> SECRET_FILES = List.of(IDENTITY, "tokens.json", "tau_outbox.json");

    /** Further files of the data directory itself. */
    static final List<String> OPEN_FILES = List.of("peer_scores.json", "known_peers.json");

    /** Files of a goal that only spare a node questions to its peers, in the order in which they are to be taken. */
    static final List<String> GOAL_CACHES = List.of("finality/segments", "chain/blocks", "chain/anchors");

    static final String SPEC = "spec.json";

    private static final Pattern CERTIFICATE = Pattern.compile("certs/[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");
    private static final Pattern GOAL = Pattern.compile(
            "goals/[A-Za-z0-9_]{1,64}/(spec\\.json|(log|bodies)/[0-9]{8}\\.segment|finality/segments|chain/blocks|chain/anchors)");

    private BackupPaths() {}

    static boolean allowed(String path) {
        return path.equals(STATE)
                || SECRET_FILES.contains(path)
                || OPEN_FILES.contains(path)
                || CERTIFICATE.matcher(path).matches()
                || GOAL.matcher(path).matches();
    }

    /** Whether whoever holds the file can be taken for the node, or its operator. */
    static boolean secret(String path) {
        return SECRET_FILES.contains(path) || path.startsWith(CERTIFICATES + "/");
    }

    static boolean segment(String path) {
        return path.endsWith(".segment");
    }

    static boolean ofGoal(String path) {
        return path.startsWith(GOALS + "/");
    }

    static String inGoal(String goalId, String name) {
        return GOALS + "/" + goalId + "/" + name;
    }
}
