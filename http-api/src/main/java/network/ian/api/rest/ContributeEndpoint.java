package network.ian.api.rest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.Endpoint;
import network.ian.api.http.RequestBody;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;
import network.ian.core.node.Ingress;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/** {@code POST /api/v1/contribute}. */
final class ContributeEndpoint implements Endpoint {

    private static final int RETRY_SECONDS = 1;

    /**
     * The answer to a contribution.
     *
     * @param reason one sentence; null if accepted
     * @param rejectionType a {@link Reason}; null if accepted
     * @param metrics null if not evaluated
     * @param logIndex position now; null if not in the log yet
     * @param score null if not evaluated
     */
    record Contributed(
            boolean accepted,
            @MayBeNull String reason,
            @MayBeNull String rejectionType,
            @MayBeNull MetricsJson metrics,
            @MayBeNull Integer logIndex,
            @MayBeNull Double score,
            String contributionId,
            String packHash,
            boolean sponsored) {}

    private final GoalLookup goals;
    private final Ingress ingress;
    private final int maxBodyBytes;
    private final Duration timeout;

    /** @param timeout after which the client is told to ask again */
    ContributeEndpoint(GoalLookup goals, Ingress ingress, int maxBodyBytes, Duration timeout) {
        this.goals = goals;
        this.ingress = ingress;
        this.maxBodyBytes = maxBodyBytes;
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<Answer> answer(ApiRequest request) {
        JsonBody.require(request);
        return submit(request)
                .thenApply(ContributeEndpoint::answer)
                .completeOnTimeout(tooLate(), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Outcome> submit(ApiRequest request) {
        try (RequestBody body = request.body().get()) {
            ContributionRequest contribution = ContributionRequestCodec.decode(body.octets(), maxBodyBytes);
            return ingress.submit(goals.goal(contribution.goalId()), contribution, Entrance.DOOR, request.client());
        }
    }

    private static Answer answer(Outcome outcome) {
        Verdict verdict = outcome.verdict();
        if (verdict instanceof Verdict.Accept) {
            return Answer.ok(contributed(outcome, null, null));
        }
        if (verdict instanceof Verdict.Undecided undecided) {
            Contributed data = contributed(outcome, undecided.detail(), undecided.reason());
            return Answer.refused(503, undecided.detail(), data).retryAfter(undecided.retrySeconds());
        }
        if (verdict instanceof Verdict.Reject reject) {
            return Answer.ok(contributed(outcome, reject.detail(), reject.reason()));
        }
        Verdict.Ignore ignore = (Verdict.Ignore) verdict;
        Contributed data = contributed(outcome, ignore.detail(), ignore.reason());
        return switch (ignore.reason()) {
            case RATE_LIMITED -> Answer.refused(429, ignore.detail(), data).retryAfter(RETRY_SECONDS);
            case OVERLOADED -> Answer.refused(503, ignore.detail(), data).retryAfter(RETRY_SECONDS);
            default -> Answer.ok(data);
        };
    }

    private static Contributed contributed(Outcome outcome, String detail, Reason reason) {
        return new Contributed(
                outcome.accepted(),
                detail,
                reason == null ? null : reason.name(),
                outcome.metrics().map(MetricsJson::of).orElse(null),
                Positions.orNull(outcome.logIndex()),
                outcome.score().isPresent() ? outcome.score().getAsDouble() : null,
                outcome.contributionId().hex(),
                outcome.packHash().hex(),
                outcome.sponsored());
    }

    private static Answer tooLate() {
        return Answer.refused(503, "not decided in time; it may still be accepted, so send the same again later")
                .retryAfter(RETRY_SECONDS);
    }
}
