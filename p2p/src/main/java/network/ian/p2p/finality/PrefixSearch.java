package network.ian.p2p.finality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.PrefixWanted;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.AnchoredPrefixes.Taken;
import network.ian.p2p.score.Fault;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireLimits;

/**
 * Asks for one goal's list of ids of an anchored prefix: the whole list from one peer, so that it is clear who lied if it does
 * not lead to the root, and from the next one if that peer fails.
 */
final class PrefixSearch {

    /** A list may name so many more entries than are held here; with more there is reconciliation to wait for. */
    static final int UNSEEN = 65_536;

    private static final long LIST_NANOS = 60_000_000_000L;
    private static final long PAGE_NANOS = 500_000_000L;

    /** Whoever wanted a list says when it is needed no more; until then it is asked for anew after so long. */
    private static final long AGAIN_NANOS = 60_000_000_000L;

    private final Shared shared;
    private final GoalSet goal;
    private final Members members;
    private PrefixWanted wanted;
    private Member supplier;
    private List<Hash> ids = List.of();
    private long begunNanos;
    private boolean judging;
    private boolean delivered;
    private long deliveredNanos;
    /** Which of all that was wanted: what is found out about an earlier one changes nothing. */
    private int round;

    private Optional<Peer> lastSupplier = Optional.empty();

    PrefixSearch(Shared shared, GoalSet goal, Members members) {
        this.shared = shared;
        this.goal = goal;
        this.members = members;
    }

    void seek(PrefixWanted next) {
        if (!next.equals(wanted)) {
            forget();
            wanted = next;
        }
        delivered = false;
        advance();
    }

    void forget() {
        if (supplier != null) {
            release();
        }
        wanted = null;
        judging = false;
        round++;
    }

    void page(Member from, Message.Prefix answer) {
        Questions.Answer kind = from.lists().answered(answer.request());
        if (kind == Questions.Answer.UNSOLICITED) {
            shared.scores().fault(from.peer(), Fault.PROTOCOL_VIOLATION);
        } else if (kind == Questions.Answer.EXPECTED) {
            shared.load().ended(from.peer());
            take(answer);
        }
    }

    /** Asks somebody, unless somebody is asked already or nobody can be. */
    void advance() {
        if (wanted == null || supplier != null || judging || resting() || unseen() > (long) goal.size() + UNSEEN) {
            return;
        }
        List<Member> candidates = candidates();
        if (!candidates.isEmpty()) {
            supplier = candidates.get(shared.around().random().nextInt(candidates.size()));
            ids = new ArrayList<>();
            begunNanos = shared.now();
            askNext();
        }
    }

    void tick() {
        long now = shared.now();
        long patience = LIST_NANOS + unseen() / WireLimits.PREFIX_IDS * PAGE_NANOS;
        if (supplier != null && (supplier.lists().waited(now) > Shared.TIMEOUT_NANOS || now - begunNanos > patience)) {
            failed();
        }
        advance();
    }

    void down(Member gone) {
        if (gone == supplier) {
            release();
        }
        advance();
    }

    boolean busy() {
        return wanted != null;
    }

    /** Ids of a list that is not complete. */
    int size() {
        return ids.size();
    }

    /** Who brought the last list that led to its root; it may be gone. */
    Optional<Peer> lastSupplier() {
        return lastSupplier;
    }

    private boolean resting() {
        return delivered && shared.now() - deliveredNanos < AGAIN_NANOS;
    }

    private int unseen() {
        return wanted == null ? 0 : wanted.size() - wanted.from();
    }

    private List<Member> candidates() {
        long now = shared.now();
        List<Member> candidates = new ArrayList<>();
        for (Member member : members.all()) {
            if (member.frozenSize() >= wanted.size() && member.listsPause().over(now) && shared.mayAsk(member.peer())) {
                candidates.add(member);
            }
        }
        return candidates;
    }

    private void askNext() {
        int from = wanted.from() + ids.size();
        int count = Math.min(WireLimits.PREFIX_IDS, wanted.size() - from);
        int number = supplier.lists().ask(shared.now());
        shared.ask(
                supplier.peer(),
                new Message.AskPrefix(number, goal.topic(), wanted.size(), wanted.root(), from, count));
    }

    private void take(Message.Prefix answer) {
        int from = wanted.from() + ids.size();
        int count = Math.min(WireLimits.PREFIX_IDS, wanted.size() - from);
        if (answer.from() != from
                || (answer.ids().size() != count && !answer.ids().isEmpty())) {
            shared.scores().fault(supplier.peer(), Fault.PROTOCOL_VIOLATION);
        } else if (answer.ids().isEmpty()) {
            failed();
            advance();
        } else {
            ids.addAll(answer.ids());
            if (ids.size() == unseen()) {
                deliver();
            } else {
                askNext();
            }
        }
    }

    private void deliver() {
        Member from = supplier;
        int asked = round;
        PrefixWanted list = wanted;
        List<Hash> complete = List.copyOf(ids);
        judging = true;
        release();
        shared.around().prefixes().offer(goal.topic(), list, complete, taken -> judged(from, asked, list, taken));
    }

    private void judged(Member from, int asked, PrefixWanted list, Taken taken) {
        boolean current = asked == round;
        judging &= !current;
        switch (taken) {
            case GOOD -> {
                from.listsPause().cleared();
                lastSupplier = Optional.of(from.peer());
                delivered |= current;
                deliveredNanos = shared.now();
            }
            case FALSE -> {
                from.listsPause().begin(shared.now());
                shared.scores().fault(from.peer(), blame(list));
            }
            case UNDECIDED -> from.listsPause().begin(shared.now());
        }
        advance();
    }

    /** The root fixes all ids of its prefix; behind what is frozen here only if the same stands before them there. */
    private static Fault blame(PrefixWanted list) {
        return list.from() == 0 ? Fault.FORGED_CLAIM : Fault.NOT_SUPPLIED;
    }

    private void failed() {
        Member member = supplier;
        release();
        member.listsPause().begin(shared.now());
    }

    private void release() {
        if (supplier.lists().open()) {
            supplier.lists().giveUp();
            shared.load().ended(supplier.peer());
        }
        supplier = null;
        ids = List.of();
    }
}
