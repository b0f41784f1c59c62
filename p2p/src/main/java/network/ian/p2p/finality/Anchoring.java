package network.ian.p2p.finality;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange.Tip;
import network.ian.core.finality.PrefixWanted;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.intake.IntakeListener;
import network.ian.p2p.intake.Result;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.sync.Synchronizer;
import network.ian.p2p.wire.Message;

/**
 * Carries anchor proofs between peers, asks them for lists of frozen prefixes and for the entries in them, and serves both to
 * others. What a proof says is not its business. Owned by the protocol's thread.
 */
public final class Anchoring implements IntakeListener {

    /** The label under which questions beyond this part's own limit are counted. */
    public static final String RATE_SCOPE = "anchor_pages";

    private static final long TICK_NANOS = 1_000_000_000L;

    /** A chain that is being learnt changes with every page; peers are told so often at most. */
    private static final long TELL_NANOS = 200_000_000L;

    private final Shared shared;
    private final Map<Hash, GoalSet> goals;
    private final Map<Hash, GoalFinality> finalities = new LinkedHashMap<>();
    private final Set<Hash> untold = new LinkedHashSet<>();
    private final PageServer server;
    private boolean ticking;

    /** @param goals the goals that this node takes part in, by topic; a live view */
    public Anchoring(
            Map<Hash, GoalSet> goals, Surroundings around, Intake intake, Scoreboard scores, Synchronizer sync) {
        this.goals = goals;
        this.shared = new Shared(around, scores, intake, sync, new Load());
        this.server = new PageServer(shared);
    }

    public void up(Peer peer) {
        for (GoalSet goal : goals.values()) {
            if (peer.takesPart(goal.topic())) {
                shares(peer, goal);
            }
        }
    }

    /** A connected peer and this node have come to share a goal. */
    public void shares(Peer peer, GoalSet goal) {
        GoalFinality finality = of(goal);
        finality.up(new Member(peer, goal.topic()));
        arm(finality);
    }

    public void down(Peer peer) {
        server.down(peer);
        finalities.values().forEach(finality -> finality.down(peer));
    }

    public void chainTip(Peer from, GoalSet goal, Message.ChainTip tip) {
        with(from, goal, (finality, member) -> finality.chain().told(member, new Tip(tip.height(), tip.block())));
    }

    public void askChain(Peer from, GoalSet goal, Message.AskChain ask) {
        server.ask(from, goal, ask);
    }

    public void chain(Peer from, GoalSet goal, Message.Chain chain) {
        with(from, goal, (finality, member) -> finality.chain().page(member, chain));
    }

    public void askPrefix(Peer from, GoalSet goal, Message.AskPrefix ask) {
        server.ask(from, goal, ask);
    }

    public void prefix(Peer from, GoalSet goal, Message.Prefix prefix) {
        with(from, goal, (finality, member) -> finality.prefix().page(member, prefix));
    }

    /** The best chain of a goal changed, by whatever path. */
    public void tipChanged(Hash topic) {
        if (goals.containsKey(topic) && untold.add(topic) && untold.size() == 1) {
            shared.around().timers().after(TELL_NANOS, this::tell);
        }
    }

    /** From now on asks peers for a list; replaces what was asked for before. */
    public void seek(Hash topic, PrefixWanted wanted) {
        find(topic).ifPresent(finality -> {
            finality.prefix().seek(wanted);
            arm(finality);
        });
    }

    /** Asks for no list of the goal any more. */
    public void forget(Hash topic) {
        find(topic).ifPresent(finality -> finality.prefix().forget());
    }

    /** Fetches entries of an anchored prefix, in addition to those named before. */
    public void fetch(Hash topic, List<Hash> missing) {
        find(topic).ifPresent(finality -> {
            finality.missing().add(missing);
            finality.missing().ask(finality.sources());
            arm(finality);
        });
    }

    @Override
    public void judged(GoalSet goal, Supplied supplied, Result result) {
        // A forged copy says nothing of the entry: another one under the same id may be good.
        if (result == Result.REFUSED) {
            find(goal.topic())
                    .ifPresent(finality ->
                            finality.missing().refused(supplied.entry().id()));
        }
    }

    public FinalityGauges gauges() {
        int listed = 0;
        int missing = 0;
        for (GoalFinality finality : finalities.values()) {
            listed += finality.prefix().size();
            missing += finality.missing().size();
        }
        return new FinalityGauges(shared.load().size(), server.size(), listed, missing);
    }

    private void tell() {
        Set<Hash> changed = Set.copyOf(untold);
        untold.clear();
        for (Hash topic : changed) {
            find(topic).ifPresent(finality -> {
                finality.chain().tell();
                finality.chain().advance();
                arm(finality);
            });
        }
    }

    /** Ticks only while there is something to wait for. */
    private void arm(GoalFinality finality) {
        if (!ticking && finality.busy()) {
            ticking = true;
            shared.around().timers().after(TICK_NANOS, this::tick);
        }
    }

    private void tick() {
        ticking = false;
        try {
            List.copyOf(finalities.values()).forEach(GoalFinality::tick);
        } finally {
            // Nothing that fails above ends the ticks.
            finalities.values().forEach(this::arm);
        }
    }

    private void with(Peer from, GoalSet goal, BiConsumer<GoalFinality, Member> action) {
        GoalFinality finality = of(goal);
        finality.members().of(from).ifPresent(member -> action.accept(finality, member));
        arm(finality);
    }

    private Optional<GoalFinality> find(Hash topic) {
        return Optional.ofNullable(goals.get(topic)).map(this::of);
    }

    private GoalFinality of(GoalSet goal) {
        return finalities.computeIfAbsent(goal.topic(), topic -> new GoalFinality(shared, goal));
    }
}
