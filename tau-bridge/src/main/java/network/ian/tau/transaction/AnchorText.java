package network.ian.tau.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.core.crypto.Hash;

/** What an anchor says on the chain, as text under one of two operation keys ({@link OperationKey}). */
public sealed interface AnchorText {

    /** The operation key. Tau reserves the keys 0 to 16 and lets rules refuse other digits; a name is inert data. */
    String KEY = "ian";

    /** The anchor as it stands in the transaction. */
    String text();

    /**
     * {@code IAN_LOG_COMMIT}: the first {@code size} entries of a goal's log have these roots.
     *
     * @param topic the goal's topic
     * @param size entries, 1 or more
     * @param leaderboardRoot of the leaderboard over that prefix alone
     */
    record LogCommit(Hash topic, int size, Hash logRoot, Hash leaderboardRoot) implements AnchorText {

        @Override
        public String text() {
            return "IAN1:" + topic.hex() + ":" + size + ":" + logRoot.hex() + ":" + leaderboardRoot.hex();
        }
    }

    /** {@code IAN_GOAL_REGISTER}: this goal id stands for this topic. */
    record GoalRegister(String goalId, Hash topic) implements AnchorText {

        @Override
        public String text() {
            return "IANG1:" + goalId + ":" + topic.hex();
        }
    }

    /** Operations that carry these anchors in the usual form: one as text, several as a list of texts. */
    static ObjectNode operations(List<AnchorText> anchors) {
        return OperationKey.NAME.operations(anchors);
    }

    /** The anchors in a transaction's operations, in either form, in order; text that is no anchor is left out. */
    static List<AnchorText> in(JsonNode operations) {
        return OperationKey.texts(operations).stream()
                .flatMap(text -> parse(text).stream())
                .toList();
    }

    /** The anchor that a text is; empty if it is none. */
    static Optional<AnchorText> parse(String text) {
        Matcher commit = Patterns.COMMIT.matcher(text);
        if (commit.matches()) {
            return size(commit.group(2))
                    .map(size -> new LogCommit(
                            Hash.fromHex("topic", commit.group(1)),
                            size,
                            Hash.fromHex("log_root", commit.group(3)),
                            Hash.fromHex("leaderboard_root", commit.group(4))));
        }
        Matcher register = Patterns.REGISTER.matcher(text);
        return register.matches()
                ? Optional.of(new GoalRegister(register.group(1), Hash.fromHex("topic", register.group(2))))
                : Optional.empty();
    }

    private static Optional<Integer> size(String digits) {
        long size = Long.parseLong(digits);
        return size <= Integer.MAX_VALUE ? Optional.of((int) size) : Optional.empty();
    }

    /** How the texts look. */
    final class Patterns {

        private static final Pattern COMMIT =
                Pattern.compile("IAN1:([0-9a-f]{64}):([1-9][0-9]{0,9}):([0-9a-f]{64}):([0-9a-f]{64})");
        private static final Pattern REGISTER = Pattern.compile("IANG1:([A-Za-z0-9_]{1,64}):([0-9a-f]{64})");

        private Patterns() {}
    }
}
