package network.ian.app.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import network.ian.core.contribution.AgentPack;
import network.ian.core.evaluation.EquityCurve;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/**
 * What {@code ian agent test --json} prints. What was not measured is null.
 *
 * @param verdict accepted, rejected or undecided
 * @param rejectionType as the API has it; null if accepted
 * @param reason in words; null if accepted
 * @param engine compiler or interpreter; with both, that of the figures
 * @param enginesEqual whether both engines gave the same bits; null if one ran, or one gave up
 * @param repeatable whether all runs that were decided gave the same verdict, metrics, fuel and memory, bit by bit
 * @param fuel instructions that one evaluation ran; like memory, module and time null if the module was refused unrun
 * @param fileBytes length of the file; {@code moduleBytes} is that without custom sections
 * @param laterSeconds null if there was one run
 */
record TrialReport(
        @JsonProperty("goal_id") String goalId,
        @JsonProperty("topic") String topic,
        @JsonProperty("verdict") String verdict,
        @JsonProperty("rejection_type") String rejectionType,
        @JsonProperty("reason") String reason,
        @JsonProperty("score") Double score,
        @JsonProperty("metrics") MetricsJson metrics,
        @JsonProperty("fuel") Long fuel,
        @JsonProperty("fuel_limit") long fuelLimit,
        @JsonProperty("memory_pages") Integer memoryPages,
        @JsonProperty("memory_pages_limit") int memoryPagesLimit,
        @JsonProperty("module_bytes") Integer moduleBytes,
        @JsonProperty("file_bytes") int fileBytes,
        @JsonProperty("engine") String engine,
        @JsonProperty("engines_equal") Boolean enginesEqual,
        @JsonProperty("runs") int runs,
        @JsonProperty("repeatable") boolean repeatable,
        @JsonProperty("first_seconds") Double firstSeconds,
        @JsonProperty("later_seconds") Double laterSeconds,
        @JsonProperty("curve") CurveJson curve) {

    /** As the API's metrics. */
    record MetricsJson(
            @JsonProperty("reward") double reward,
            @JsonProperty("risk") double risk,
            @JsonProperty("complexity") double complexity,
            @JsonProperty("sharpe_ratio") double sharpeRatio,
            @JsonProperty("max_drawdown") double maxDrawdown,
            @JsonProperty("episodes_run") int episodesRun,
            @JsonProperty("steps_run") long stepsRun) {

        static MetricsJson of(Metrics metrics) {
            return new MetricsJson(
                    metrics.reward(),
                    metrics.risk(),
                    metrics.complexity(),
                    metrics.sharpeRatio(),
                    metrics.maxDrawdown(),
                    metrics.episodesRun(),
                    metrics.stepsRun());
        }
    }

    /** As {@code /api/v1/equity} has it. */
    record CurveJson(
            @JsonProperty("bars") int bars,
            @JsonProperty("points") List<Integer> points,
            @JsonProperty("dates") List<String> dates,
            @JsonProperty("agent") List<Double> agent,
            @JsonProperty("buy_and_hold") List<Double> buyAndHold) {

        static CurveJson of(EquityCurve curve) {
            return new CurveJson(
                    curve.bars(),
                    curve.points().stream().map(EquityCurve.Point::bar).toList(),
                    curve.points().stream()
                            .map(EquityCurve.Point::date)
                            .map(LocalDate::toString)
                            .toList(),
                    curve.points().stream().map(point -> 1.0 + point.agent()).toList(),
                    curve.points().stream()
                            .map(point -> 1.0 + point.buyAndHold())
                            .toList());
        }
    }

    static TrialReport of(GoalSpec goal, AgentPack pack, AgentTrial.Runs runs, int times, Boolean enginesEqual) {
        Verdict verdict = runs.conclusion().verdict();
        return new TrialReport(
                goal.goalId(),
                goal.topic().hex(),
                word(verdict),
                reason(verdict) == null ? null : reason(verdict).name(),
                detail(verdict),
                runs.conclusion().score().isPresent()
                        ? runs.conclusion().score().getAsDouble()
                        : null,
                runs.conclusion().metrics().map(MetricsJson::of).orElse(null),
                runs.ran() ? runs.fuel() : null,
                goal.limits().fuel(),
                runs.ran() ? runs.memoryPages() : null,
                goal.limits().memoryPages(),
                runs.ran() ? runs.moduleBytes() : null,
                pack.parameters().size(),
                TrialText.name(runs.engine()),
                enginesEqual,
                times,
                runs.repeatable(),
                runs.ran() ? runs.firstSeconds() : null,
                runs.laterSeconds().isPresent() ? runs.laterSeconds().getAsDouble() : null,
                runs.curve().map(CurveJson::of).orElse(null));
    }

    private static String word(Verdict verdict) {
        return verdict instanceof Verdict.Accept
                ? "accepted"
                : verdict instanceof Verdict.Reject ? "rejected" : "undecided";
    }

    /** Null for an accepted one. */
    static Reason reason(Verdict verdict) {
        if (verdict instanceof Verdict.Reject reject) {
            return reject.reason();
        }
        return verdict instanceof Verdict.Undecided undecided ? undecided.reason() : null;
    }

    /** Null for an accepted one. */
    static String detail(Verdict verdict) {
        if (verdict instanceof Verdict.Reject reject) {
            return reject.detail();
        }
        return verdict instanceof Verdict.Undecided undecided ? undecided.detail() : null;
    }
}
