package network.ian.p2p.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.score.Fault;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the first position at which two logs over equal sets, with as much frozen, differ, by asking for the roots of prefixes: two prefixes of
 * one size have equal roots exactly if they hold the same entries in the same order. Says so once and changes nothing.
 */
final class DivergenceSearch {

    static final int SIZES_OF_A_QUESTION = 64;

    /** Enough for logs of 2^32 entries, with much to spare. */
    private static final int QUESTIONS = 16;

    /** A question without a useful answer is not asked again, of whomever, for so long. */
    private static final long PAUSE_NANOS = 30_000_000_000L;

    /** One line in the log for each goal in this time, whoever claims what. */
    private static final long SAID_EVERY_NANOS = 600_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(DivergenceSearch.class);

    private final Shared shared;
    private final GoalSet goal;
    private Partner partner;
    private Head head;
    private int request;
    private List<Long> asked = List.of();
    private long askedNanos;
    private long equal;
    private long unequal;
    private int questions;
    private boolean said;
    private long saidNanos;
    private OptionalLong firstDifference = OptionalLong.empty();

    DivergenceSearch(Shared shared, GoalSet goal) {
        this.shared = shared;
        this.goal = goal;
    }

    /** Begins, unless a search is under way or its result was said not long ago. */
    void begin(Partner with) {
        long now = shared.now();
        boolean recently = said && now - saidNanos < SAID_EVERY_NANOS;
        if (recently || (questions > 0 && now - askedNanos < PAUSE_NANOS)) {
            return;
        }
        partner = with;
        head = goal.head();
        equal = 0;
        unequal = head.logSize();
        questions = 0;
        ask();
    }

    void roots(Partner from, Message.Roots answer) {
        if (answer.request() < 1 || answer.request() > request) {
            shared.scores().fault(from.peer(), Fault.PROTOCOL_VIOLATION);
        } else if (from == partner && answer.request() == request) {
            boolean comparable = from.head().filter(head::sameFrozenSize).isPresent();
            if (!comparable || !goal.head().equals(head) || answer.roots().size() != asked.size()) {
                partner = null;
            } else {
                narrow(answer.roots());
            }
        }
    }

    void down(Partner gone) {
        if (gone == partner) {
            partner = null;
        }
    }

    /** The position that the last search found; empty before. */
    OptionalLong firstDifference() {
        return firstDifference;
    }

    private void narrow(List<Hash> theirs) {
        for (int index = 0; index < theirs.size(); index++) {
            long size = asked.get(index);
            if (goal.source().rootAt((int) size).equals(theirs.get(index))) {
                equal = size;
            } else {
                unequal = size;
                break;
            }
        }
        if (unequal - equal <= 1) {
            say();
        } else {
            ask();
        }
    }

    private void ask() {
        if (questions++ >= QUESTIONS || unequal <= equal) {
            partner = null;
            return;
        }
        long inside = unequal - equal - 1;
        long count = Math.min(SIZES_OF_A_QUESTION, Math.max(1, inside));
        asked = new ArrayList<>();
        for (long step = 1; step <= count; step++) {
            asked.add(equal + Math.max(1, inside * step / (count + (inside > count ? 1 : 0))));
        }
        askedNanos = shared.now();
        request++;
        shared.around().links().send(partner.peer(), new Message.AskRoots(request, goal.topic(), List.copyOf(asked)));
    }

    private void say() {
        firstDifference = OptionalLong.of(equal);
        said = true;
        saidNanos = shared.now();
        LOG.error(
                "goal {}: this node and {} hold the same {} contributions in different order from position {} on;"
                        + " compare both with: ian log verify",
                goal.goalId(),
                partner.peer().id(),
                head.entries(),
                equal);
        partner = null;
    }
}
