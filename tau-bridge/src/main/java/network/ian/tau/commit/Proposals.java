package network.ian.tau.commit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.Finalities;
import network.ian.core.finality.Proposal;
import network.ian.core.finality.SettledAnchor;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.AnchorText.GoalRegister;
import network.ian.tau.transaction.AnchorText.LogCommit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for each goal's newest prefix that may be anchored, behind all that is on its way. */
final class Proposals {

    private static final Logger LOG = LoggerFactory.getLogger(Proposals.class);
    /** The first proposal over a log of millions of entries reads all of them; nothing else waits for it. */
    private static final long PATIENCE_SECONDS = 600;

    private final Finalities finalities;
    private final ChainLookup chain;
    private final Clock wall;
    private int turn;

    Proposals(Finalities finalities, ChainLookup chain, Clock wall) {
        this.finalities = finalities;
        this.chain = chain;
        this.wall = wall;
    }

    /**
     * What the next transaction says.
     *
     * @param left whether there may be more than fits
     */
    record Gathered(List<AnchorText> anchors, boolean left) {}

    Gathered gather(List<CommitGoal> goals, OutboxContent content) {
        AnchorPlan plan = new AnchorPlan();
        for (int i = 0; i < goals.size(); i++) {
            CommitGoal goal = goals.get(Math.floorMod(turn + i, goals.size()));
            List<AnchorText> texts = texts(goal, content);
            if (!texts.isEmpty() && !plan.add(texts)) {
                // Who did not fit comes first next time.
                turn = Math.floorMod(turn + i, goals.size());
                return new Gathered(plan.anchors(), true);
            }
        }
        return new Gathered(plan.anchors(), false);
    }

    private List<AnchorText> texts(CommitGoal goal, OutboxContent content) {
        Hash topic = goal.topic();
        long beforeMs = wall.millis() - goal.anchor().lag().toMillis();
        Optional<Proposal> proposal = await(goal, finalities.propose(topic, onTheWay(topic, content), beforeMs))
                // What a root stands for once is never signed again, whatever is proposed.
                .filter(proposed -> proposed.size() > content.anchoredSize(topic));
        List<AnchorText> texts = new ArrayList<>();
        proposal.ifPresent(proposed -> {
            if (!isRegistered(topic, content)) {
                texts.add(new GoalRegister(goal.goalId(), topic));
            }
            texts.add(new LogCommit(topic, proposed.size(), proposed.logRoot(), proposed.leaderboardRoot()));
        });
        return texts;
    }

    /** Anchors of this key that were not told to be settled yet: those on the chain, and those in the outbox. */
    private List<SettledAnchor> onTheWay(Hash topic, OutboxContent content) {
        long settled = finalities.standings(topic).stream()
                .mapToLong(standing -> standing.anchor().sequence())
                .max()
                .orElse(-1);
        NavigableMap<Long, SettledAnchor> bySequence = new TreeMap<>();
        content.entries().stream()
                .filter(entry -> entry.sequence() > settled)
                .forEach(entry -> entry.commit(topic)
                        .ifPresent(commit -> bySequence.put(entry.sequence(), anchor(entry.sequence(), commit))));
        for (ChainLookup.Found found : chain.from(topic, settled + 1)) {
            bySequence.remove(found.sequence());
            commits(found, topic).forEach(commit -> bySequence.put(found.sequence(), anchor(found.sequence(), commit)));
        }
        return List.copyOf(bySequence.values());
    }

    private boolean isRegistered(Hash topic, OutboxContent content) {
        return content.registers(topic)
                || chain.from(topic, 0).stream()
                        .flatMap(found -> found.anchors().stream())
                        .anyMatch(anchor -> anchor instanceof GoalRegister register
                                && register.topic().equals(topic));
    }

    private static List<LogCommit> commits(ChainLookup.Found found, Hash topic) {
        return found.anchors().stream()
                .filter(LogCommit.class::isInstance)
                .map(LogCommit.class::cast)
                .filter(commit -> commit.topic().equals(topic))
                .toList();
    }

    private static SettledAnchor anchor(long sequence, LogCommit commit) {
        return new SettledAnchor(sequence, commit.size(), commit.logRoot(), commit.leaderboardRoot());
    }

    private static Optional<Proposal> await(CommitGoal goal, CompletableFuture<Optional<Proposal>> proposal) {
        try {
            return proposal.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("Goal {} is not anchored now: no proposal within {} s", goal.goalId(), PATIENCE_SECONDS);
        } catch (ExecutionException e) {
            LOG.error("Goal {} is not anchored now: making a proposal failed", goal.goalId(), e.getCause());
        }
        return Optional.empty();
    }
}
