package network.ian.p2p.finality;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.core.finality.ChainExchange.Tip;
import network.ian.p2p.port.AnchorChains;
import network.ian.p2p.score.Fault;
import network.ian.p2p.wire.Message;

/** Learns one goal's chain from peers that name a tip which is not known here, and names them the own one. */
final class ChainSearch {

    static final int ASKED_AT_ONCE = 2;

    /** For this long whoever was asked first for the chain to a tip is the only one. */
    private static final long SLOW_NANOS = 3_000_000_000L;

    private final Shared shared;
    private final Hash topic;
    private final Members members;

    ChainSearch(Shared shared, Hash topic, Members members) {
        this.shared = shared;
        this.topic = topic;
        this.members = members;
    }

    /** The peer named its tip. Cheap, because nothing but its budget keeps it from naming another one at once. */
    void told(Member member, Tip tip) {
        member.tip(Optional.of(tip));
        if (mayAsk(member)) {
            ask(member);
        }
    }

    /** Tells all who do not know it where the best chain ends; whoever takes nothing now is told later. */
    void tell() {
        chains().tip(topic).ifPresent(own -> {
            for (Member member : members.all()) {
                if (!shared.around().links().congested(member.peer()) && member.tells(own)) {
                    shared.around().links().send(member.peer(), new Message.ChainTip(topic, own.height(), own.hash()));
                }
            }
        });
    }

    void page(Member from, Message.Chain answer) {
        Questions.Answer kind = from.pages().answered(answer.request());
        if (kind == Questions.Answer.UNSOLICITED) {
            shared.scores().fault(from.peer(), Fault.PROTOCOL_VIOLATION);
        } else if (kind == Questions.Answer.EXPECTED) {
            shared.load().ended(from.peer());
            if (answer.page().size() == 0) {
                from.pagesPause().begin(shared.now());
                advance();
            } else {
                judge(from, answer.page());
            }
        }
    }

    /** Asks whoever may know more, as far as it may be asked now. */
    void advance() {
        for (Member member : members.all()) {
            if (mayAsk(member)) {
                ask(member);
            }
        }
    }

    void tick() {
        long now = shared.now();
        for (Member member : members.all()) {
            if (member.pages().open() && member.pages().waited(now) > Shared.TIMEOUT_NANOS) {
                giveUp(member);
                member.pagesPause().begin(now);
            }
        }
        tell();
        advance();
    }

    void down(Member gone) {
        if (gone.pages().open()) {
            giveUp(gone);
        }
        advance();
    }

    /** Whether there is something to ask, to wait for, or to tell. */
    boolean busy() {
        Optional<Tip> own = chains().tip(topic);
        for (Member member : members.all()) {
            boolean untold = own.filter(tip -> !member.knows(tip)).isPresent();
            if (untold || member.busy() || unknown(member)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayAsk(Member member) {
        return !member.busy()
                && member.pagesPause().over(shared.now())
                && unknown(member)
                && shared.mayAsk(member.peer())
                && !othersSuffice(member);
    }

    private boolean unknown(Member member) {
        return member.tip().filter(tip -> !chains().knows(topic, tip.hash())).isPresent();
    }

    private boolean othersSuffice(Member member) {
        int asked = 0;
        for (Member other : members.all()) {
            if (other.busy()) {
                asked++;
                boolean quick = other.judging() || other.pages().waited(shared.now()) < SLOW_NANOS;
                if (quick && other.tip().equals(member.tip())) {
                    return true;
                }
            }
        }
        return asked >= ASKED_AT_ONCE;
    }

    private void ask(Member member) {
        List<Hash> locator = chains().locator(topic);
        if (locator.isEmpty()) {
            // A goal without an anchor has no chain, whatever peers say.
            member.tip(Optional.empty());
        } else {
            int number = member.pages().ask(shared.now());
            shared.ask(member.peer(), new Message.AskChain(number, topic, locator));
        }
    }

    private void judge(Member from, Bytes page) {
        from.judging(true);
        chains().offer(topic, page, taken -> judged(from, taken));
    }

    private void judged(Member from, Taken taken) {
        from.judging(false);
        switch (taken) {
            case NEW -> from.pagesPause().cleared();
            case KNOWN, UNDECIDED -> {
                // Others may have brought meanwhile what it told of; that is no reason to ask it less.
                if (unknown(from)) {
                    from.pagesPause().begin(shared.now());
                }
            }
            case INVALID -> {
                from.pagesPause().begin(shared.now());
                shared.scores().fault(from.peer(), Fault.FORGED_CLAIM);
            }
        }
        advance();
    }

    private void giveUp(Member member) {
        member.pages().giveUp();
        shared.load().ended(member.peer());
    }

    private AnchorChains chains() {
        return shared.around().chains();
    }
}
