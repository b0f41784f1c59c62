package network.ian.api.rest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.Parameter;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.config.HostPort;
import network.ian.core.goal.GoalSpec;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.AnchorView;
import network.ian.core.view.Finality;
import network.ian.core.view.TauStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/anchors/{goal_id}}, {@code /api/v1/tau} and what an operator may do about anchors. */
final class AnchorEndpoints {

    static final Parameter FROM =
            Parameter.integer("from", "Lowest sequence number. Default: so that the newest anchors are shown.");

    private static final Logger LOG = LoggerFactory.getLogger(AnchorEndpoints.class);
    private static final long NEWEST = -1;

    /**
     * How much of the log is final.
     *
     * @param source {@code none}, {@code tau} or {@code peers}
     * @param pending anchors that do not count yet
     */
    record FinalityJson(String source, int size, String root, int pending) {

        static FinalityJson of(Finality finality) {
            return new FinalityJson(
                    finality.source().text(), finality.size(), finality.root().hex(), finality.pending());
        }
    }

    /**
     * One anchor on the best verified chain.
     *
     * @param blockTime seconds since the epoch, as the block says
     * @param confirmations blocks from the anchor's own to the best one, both included
     * @param state UNSETTLED, FROZEN, PENDING, CONTRADICTS or INADMISSIBLE
     * @param detail why it is not frozen
     */
    record AnchorJson(
            long sequence,
            int size,
            String logRoot,
            String leaderboardRoot,
            long blockNumber,
            String blockHash,
            long blockTime,
            long confirmations,
            boolean settled,
            String state,
            String detail) {}

    /**
     * A goal's anchors, in the chain's order.
     *
     * @param total all there are, of which {@code anchors} may be a part
     * @param committer BLS key whose anchors count; null for a goal that is never anchored
     */
    record AnchorList(
            String goalId,
            String topic,
            @MayBeNull String committer,
            FinalityJson finality,
            int total,
            List<AnchorJson> anchors) {}

    /** A block of the best verified chain. */
    record TauHead(long number, String hash) {}

    /**
     * What the committer does.
     *
     * @param detail the state in words
     * @param needsOperator whether it goes on only after an operator did something
     * @param inFlight transactions that are sent and that the best chain does not have
     * @param committed transactions read back from the best chain, since the start
     * @param failed attempts that failed, since the start
     * @param balance in the chain's unit; null before it was asked for
     * @param nextDueMs when the next round is due at the latest, milliseconds since the epoch
     */
    record CommitterJson(
            String publicKey,
            String state,
            String detail,
            boolean needsOperator,
            int inFlight,
            long committed,
            long failed,
            @MayBeNull Long balance,
            long nextDueMs) {}

    /**
     * How the node stands towards Tau Net.
     *
     * @param mode {@code none}, {@code watching} or {@code committing}
     * @param address of the Tau node; null if none is configured
     * @param env what the Tau node calls its network; null before its first answer
     * @param circuitBreaker CLOSED, HALF_OPEN or OPEN
     * @param problem what is wrong; empty if nothing is
     */
    record TauJson(
            String mode,
            @MayBeNull String address,
            boolean connected,
            @MayBeNull String env,
            @MayBeNull TauHead head,
            String circuitBreaker,
            @MayBeNull CommitterJson committer,
            String problem) {}

    /**
     * An order was carried out.
     *
     * @param changed false if there was nothing to do
     */
    record AnchorOrdered(boolean changed) {}

    private final GoalLookup goals;
    private final AnchorView anchors;

    AnchorEndpoints(GoalLookup goals, AnchorView anchors) {
        this.goals = goals;
        this.anchors = anchors;
    }

    Answer ofGoal(ApiRequest request) {
        GoalSpec spec = goals.goal(request).spec();
        List<AnchorSummary> all = anchors.anchors(spec.goalId());
        List<AnchorJson> shown =
                page(request, all).stream().map(AnchorEndpoints::json).toList();
        String committer = spec.anchor().map(anchor -> anchor.committer().hex()).orElse(null);
        return Answer.ok(new AnchorList(
                spec.goalId(),
                spec.topic().hex(),
                committer,
                FinalityJson.of(anchors.finality(spec.goalId())),
                all.size(),
                shown));
    }

    /** From a sequence number on, or else the newest. */
    private static List<AnchorSummary> page(ApiRequest request, List<AnchorSummary> all) {
        int limit = Page.limit(request);
        long from = request.queryIndex("from", NEWEST);
        if (from == NEWEST) {
            return all.subList(Math.max(0, all.size() - limit), all.size());
        }
        return all.stream()
                .filter(anchor -> anchor.sequence() >= from)
                .limit(limit)
                .toList();
    }

    Answer tau(ApiRequest request) {
        return Answer.ok(tau());
    }

    TauJson tau() {
        TauStatus tau = anchors.tau();
        return new TauJson(
                mode(tau),
                tau.address().map(HostPort::toString).orElse(null),
                tau.connected(),
                tau.env().orElse(null),
                tau.head()
                        .map(head -> new TauHead(head.number(), head.hash().hex()))
                        .orElse(null),
                tau.breaker().name(),
                tau.commits().map(AnchorEndpoints::json).orElse(null),
                tau.problem().orElse(""));
    }

    CompletableFuture<Answer> commit(ApiRequest request) {
        return ordered("Anchoring ordered by an operator", anchors.control().commitNow());
    }

    CompletableFuture<Answer> resetBreaker(ApiRequest request) {
        return ordered(
                "Circuit breaker closed by an operator", anchors.control().resetBreaker());
    }

    private static CompletableFuture<Answer> ordered(String what, CompletableFuture<Boolean> order) {
        return order.handle((changed, failure) -> {
            if (failure != null) {
                LOG.atWarn().setCause(failure).log("{}: not carried out", what);
                return Answer.refused(503, "the order was not carried out: " + reason(failure));
            }
            LOG.atInfo().addKeyValue("changed", changed).log(what);
            return Answer.ok(new AnchorOrdered(changed));
        });
    }

    private static String reason(Throwable failure) {
        Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
        return cause instanceof IllegalStateException said ? said.getMessage() : "the committer does not answer";
    }

    private static String mode(TauStatus tau) {
        if (tau.address().isEmpty()) {
            return "none";
        }
        return tau.commits().isPresent() ? "committing" : "watching";
    }

    private static AnchorJson json(AnchorSummary anchor) {
        return new AnchorJson(
                anchor.sequence(),
                anchor.size(),
                anchor.logRoot().hex(),
                anchor.leaderboardRoot().hex(),
                anchor.blockNumber(),
                anchor.blockHash().hex(),
                anchor.blockTimeSeconds(),
                anchor.confirmations(),
                anchor.settled(),
                anchor.state().name(),
                anchor.detail());
    }

    private static CommitterJson json(TauStatus.Commits commits) {
        return new CommitterJson(
                commits.publicKey(),
                commits.state(),
                commits.detail(),
                commits.needsOperator(),
                commits.inFlight(),
                commits.committed(),
                commits.failed(),
                orNull(commits.balance()),
                commits.nextDueMs());
    }

    private static Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
