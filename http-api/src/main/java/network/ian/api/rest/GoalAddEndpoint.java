package network.ian.api.rest;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import network.ian.api.access.Caller;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.Endpoint;
import network.ian.api.http.RefusedException;
import network.ian.api.http.RequestBody;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.node.GoalOffer;
import network.ian.core.node.Node;
import network.ian.core.token.ApiToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/v1/admin/goals}: a goal for the running node. Strict JSON; comments are the command line's. */
final class GoalAddEndpoint implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(GoalAddEndpoint.class);

    /**
     * The goal is served, and will be after every restart.
     *
     * @param added false if it was before, by the same topic
     */
    record AddedGoal(String goalId, String topic, boolean added) {}

    private final Node node;
    private final Executor worker;

    /** @param worker where a data set may be loaded and a journal made; it may refuse */
    GoalAddEndpoint(Node node, Executor worker) {
        this.node = node;
        this.worker = worker;
    }

    @Override
    public CompletionStage<Answer> answer(ApiRequest request) {
        JsonBody.require(request);
        GoalSpec spec = spec(request);
        Caller caller = request.caller().orElseThrow();
        try {
            return CompletableFuture.supplyAsync(() -> add(spec, caller), worker);
        } catch (RejectedExecutionException e) {
            throw RefusedException.unavailable("another order of an operator is being carried out; try again");
        }
    }

    private static GoalSpec spec(ApiRequest request) {
        try (RequestBody body = request.body().get()) {
            int size = body.octets().length;
            if (size > JsonLimits.GOAL_SPEC.maxBytes()) {
                throw new RefusedException(Answer.refused(
                        413,
                        "a goal's specification has at most " + JsonLimits.GOAL_SPEC.maxBytes() + " bytes, this has "
                                + size));
            }
            return GoalSpecCodec.decodeFields("request", body.octets());
        }
    }

    private Answer add(GoalSpec spec, Caller caller) {
        try {
            return answer(spec, node.offerGoal(spec), caller);
        } catch (MalformedException e) {
            return Answer.refused(400, e.getMessage());
        } catch (IOException e) {
            LOG.atError().addKeyValue("goal", spec.goalId()).setCause(e).log("Goal not added");
            return RefusedException.unavailable("the goal was not added: " + e.getMessage())
                    .answer();
        }
    }

    private static Answer answer(GoalSpec spec, GoalOffer offer, Caller caller) {
        if (offer instanceof GoalOffer.Conflict conflict) {
            return Answer.refused(409, conflict.detail());
        }
        if (offer instanceof GoalOffer.NoRoom full) {
            return RefusedException.unavailable(full.detail()).answer();
        }
        boolean added = ((GoalOffer.Taken) offer).added();
        if (added) {
            // The node itself says what was added.
            LOG.atInfo()
                    .addKeyValue("goal", spec.goalId())
                    .addKeyValue("credential", caller.kind().text())
                    .addKeyValue("token", caller.token().map(ApiToken::id).orElse("none"))
                    .log("Goal added by an operator");
        }
        return Answer.ok(new AddedGoal(spec.goalId(), spec.topic().hex(), added));
    }
}
