package network.ian.api.rest;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import network.ian.api.equity.EquityCurves;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.Endpoint;
import network.ian.api.http.Parameter;
import network.ian.api.http.RefusedException;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.EquityCurve;
import network.ian.core.evaluation.EquityCurve.Point;
import network.ian.core.journal.StoredEntry;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;
import network.ian.core.projection.LeaderboardView;

/** {@code GET /api/v1/equity/{goal_id}}. */
final class EquityEndpoint implements Endpoint {

    static final Parameter CONTRIBUTION =
            Parameter.text("contribution_id", "Whose agent; 64 hex digits. Default: the entry at rank 1.");

    /**
     * What an entry's agent earned over the goal's evaluation, beside buy-and-hold.
     *
     * @param rank null if it is not on the leaderboard
     * @param bars of the whole curve, of which {@code points} are kept
     * @param points numbers of the bars, ascending: 0 is the start
     * @param dates of the points, YYYY-MM-DD
     * @param agent 1 plus what the agent earned up to there, on a stake of 1 that is not compounded
     * @param buyAndHold the same of holding the index
     */
    record EquityJson(
            String goalId,
            String contributionId,
            String contributorId,
            @MayBeNull Integer rank,
            double score,
            int bars,
            List<Integer> points,
            List<String> dates,
            List<Double> agent,
            List<Double> buyAndHold) {}

    private final GoalLookup goals;
    private final EquityCurves curves;

    EquityEndpoint(GoalLookup goals, EquityCurves curves) {
        this.goals = goals;
        this.curves = curves;
    }

    @Override
    public CompletionStage<Answer> answer(ApiRequest request) {
        Goal goal = goals.goal(request);
        GoalView view = GoalLookup.view(goal);
        Hash id = request.queryHash(CONTRIBUTION.name()).orElseGet(() -> best(view));
        StoredEntry entry = Entries.byId(view, id);
        EquityCurves.Lane lane = goal.hasLongEvaluations() ? EquityCurves.Lane.SLOW : EquityCurves.Lane.QUICK;
        return curves.of(lane, goal.spec().topic(), entry.packHash(), () -> draw(goal, view, entry))
                .thenApply(result -> answer(goal, view, id, entry, result));
    }

    private static Hash best(GoalView view) {
        return view.leaderboard()
                .best()
                .orElseThrow(() -> RefusedException.notFound("the goal has no ranked entry yet"))
                .id();
    }

    private static CurveResult draw(Goal goal, GoalView view, StoredEntry entry) {
        return view.body(entry)
                .map(body -> goal.curve(entry.packHash(), PackCodec.decode(body)))
                .orElseGet(
                        () -> new CurveResult.None("contribution_id: its body was dropped, so nothing can be drawn"));
    }

    private static Answer answer(Goal goal, GoalView view, Hash id, StoredEntry entry, CurveResult result) {
        if (result instanceof CurveResult.None none) {
            return Answer.refused(404, none.detail());
        }
        if (result instanceof CurveResult.Undecided undecided) {
            throw RefusedException.unavailable("the curve was not drawn: " + undecided.detail());
        }
        EquityCurve curve = ((CurveResult.Drawn) result).curve();
        List<Point> points = curve.points();
        return Answer.ok(new EquityJson(
                goal.spec().goalId(),
                id.hex(),
                HeaderCodec.decode(entry.header()).contributorId(),
                rank(view.leaderboard(), id),
                goal.spec().ranking().score(entry.metrics()),
                curve.bars(),
                points.stream().map(Point::bar).toList(),
                points.stream().map(point -> point.date().toString()).toList(),
                points.stream().map(point -> 1.0 + point.agent()).toList(),
                points.stream().map(point -> 1.0 + point.buyAndHold()).toList()));
    }

    private static Integer rank(LeaderboardView board, Hash id) {
        return IntStream.rangeClosed(1, board.size())
                .filter(rank -> board.at(rank).id().equals(id))
                .boxed()
                .findFirst()
                .orElse(null);
    }
}
