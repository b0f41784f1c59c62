package network.ian.app.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import network.ian.app.cli.Style;
import network.ian.app.cli.Table;
import network.ian.app.cli.TerminalText;
import network.ian.core.config.WasmEngine;
import network.ian.core.contribution.AgentPack;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpec.Thresholds;
import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Verdict;

/** A trial in words, for people. */
final class TrialText {

    private static final int LONGEST_REASON = 400;

    private final GoalSpec goal;
    private final Style style;

    TrialText(GoalSpec goal, Style style) {
        this.goal = goal;
        this.style = style;
    }

    static String name(WasmEngine engine) {
        return engine.name().toLowerCase(Locale.ROOT);
    }

    /** The verdict, what was measured, what it took, and the curve. */
    List<String> lines(AgentPack pack, AgentTrial.Runs runs) {
        List<String> lines = new ArrayList<>(verdict(runs));
        runs.conclusion().metrics().ifPresent(metrics -> {
            lines.add("");
            lines.addAll(metrics(metrics));
        });
        if (runs.ran()) {
            lines.add("");
            lines.addAll(effort(pack, runs));
        }
        if (!runs.repeatable()) {
            lines.add(style.red("NOT REPEATABLE") + ": runs on this machine gave different results; please report it");
        }
        runs.curve().ifPresent(curve -> {
            lines.add("");
            lines.addAll(new EquityChart(style).lines(curve));
        });
        return lines;
    }

    private List<String> verdict(AgentTrial.Runs runs) {
        String detail = TrialReport.detail(runs.conclusion().verdict());
        OptionalDouble score = runs.conclusion().score();
        if (detail == null) {
            return List.of(style.green("accepted") + " by " + goal.goalId() + " with score " + score.orElseThrow());
        }
        List<String> lines = new ArrayList<>();
        lines.add(style.red("not accepted") + " by " + goal.goalId() + ", "
                + TrialReport.reason(runs.conclusion().verdict()) + ": "
                + TerminalText.escape(detail, LONGEST_REASON));
        if (runs.conclusion().verdict() instanceof Verdict.Reject reject) {
            BuildAdvice.on(reject).ifPresent(lines::add);
        } else {
            lines.add(
                    "that is this machine's doing: a node would decide nothing and try again (evaluation.wall_time_ms)");
        }
        score.ifPresent(value -> lines.add("the score would be " + value));
        return lines;
    }

    private List<String> metrics(Metrics metrics) {
        Thresholds limits = goal.thresholds();
        Table table = new Table("", ">measured", "the goal asks for");
        table.row("reward", text(metrics.reward()), "at least " + limits.minReward());
        table.row("risk", text(metrics.risk()), "at most " + limits.maxRisk());
        table.row("complexity", text(metrics.complexity()), "at most " + limits.maxComplexity());
        table.row(
                "sharpe_ratio",
                text(metrics.sharpeRatio()),
                Double.isInfinite(limits.minSharpeRatio()) ? "" : "at least " + limits.minSharpeRatio());
        table.row(
                "max_drawdown",
                text(metrics.maxDrawdown()),
                Double.isInfinite(limits.maxDrawdown()) ? "" : "at most " + limits.maxDrawdown());
        table.row(
                "episodes_run",
                Integer.toString(metrics.episodesRun()),
                "at most " + goal.limits().episodes());
        table.row(
                "steps_run",
                Long.toString(metrics.stepsRun()),
                "at most " + goal.limits().steps());
        return table.lines();
    }

    private List<String> effort(AgentPack pack, AgentTrial.Runs runs) {
        Optional<Metrics> metrics = runs.conclusion().metrics();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "fuel     %,d of %,d (%.1f%%)%s",
                runs.fuel(),
                goal.limits().fuel(),
                100.0 * runs.fuel() / Math.max(1, goal.limits().fuel()),
                metrics.map(m -> String.format(
                                Locale.ROOT, ", %.0f a step", (double) runs.fuel() / Math.max(1, m.stepsRun())))
                        .orElse("")));
        lines.add("memory   " + runs.memoryPages() + " of " + goal.limits().memoryPages() + " pages of 64 KiB");
        lines.add("module   " + runs.moduleBytes() + " bytes without custom sections, the file has "
                + pack.parameters().size());
        lines.add("time     " + seconds(runs.firstSeconds()) + " the first evaluation"
                + (runs.laterSeconds().isPresent()
                        ? ", " + seconds(runs.laterSeconds().getAsDouble()) + " each one after it"
                        : "")
                + " (" + name(runs.engine()) + ")");
        return lines;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 1 ? "%.1f ms" : "%.2f s", seconds < 1 ? 1000 * seconds : seconds);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
