package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.ian.app.repair.GoalRepair;
import network.ian.app.repair.RepairRun;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.UnreadableGoal;
import network.ian.core.repair.RepairNote;
import network.ian.core.salvage.RepairOutcome;
import network.ian.core.salvage.Salvaged;

/** What {@code ian log repair --json} prints. */
record RepairAnswer(
        @JsonProperty("ok") boolean ok,
        @JsonProperty("dry_run") boolean dryRun,
        @JsonProperty("goals") List<GoalAnswer> goals) {

    /** Figures are null where nothing was repaired. */
    record GoalAnswer(
            @JsonProperty("goal_id") String goalId,
            @JsonProperty("state") String state,
            @JsonProperty("problems") List<ProblemAnswer> problems,
            @JsonProperty("entries_before") Integer entriesBefore,
            @JsonProperty("salvaged") Integer salvaged,
            @JsonProperty("salvaged_sponsored_here") Integer salvagedSponsoredHere,
            @JsonProperty("not_verifying") Integer notVerifying,
            @JsonProperty("fetched") Integer fetched,
            @JsonProperty("missing") Integer missing,
            @JsonProperty("missing_ids") List<String> missingIds,
            @JsonProperty("log_size") Integer logSize,
            @JsonProperty("log_root") String logRoot,
            @JsonProperty("promised_log_root") String promisedLogRoot,
            @JsonProperty("promise_kept") Boolean promiseKept,
            @JsonProperty("kept_in") String keptIn,
            @JsonProperty("notes") List<String> notes) {}

    static RepairAnswer of(RepairRun.Report report, boolean dryRun, Path data) {
        return new RepairAnswer(
                report.ok(),
                dryRun,
                Stream.concat(
                                report.goals().stream()
                                        .map(goal ->
                                                goal(goal, data.resolve("goals").resolve(goal.goalId()))),
                                report.unreadable().stream().map(RepairAnswer::goal))
                        .toList());
    }

    private static GoalAnswer goal(GoalRepair goal, Path directory) {
        Optional<RepairOutcome> outcome = goal.outcome();
        Optional<RepairNote> note = outcome.map(RepairOutcome::note);
        return new GoalAnswer(
                goal.goalId(),
                goal.state().name(),
                goal.problems().stream().map(ProblemAnswer::of).toList(),
                note.map(RepairNote::before).orElse(null),
                note.map(RepairNote::salvaged).orElse(null),
                goal.salvaged().map(Salvaged::sponsoredHere).orElse(null),
                goal.salvaged().map(Salvaged::refusedCount).orElse(null),
                outcome.map(RepairOutcome::fetched).orElse(null),
                outcome.map(result -> Math.max(0, result.missingAtLeast())).orElse(null),
                outcome.map(RepairOutcome::bodiesMissing).orElse(List.of()).stream()
                        .map(Hash::hex)
                        .toList(),
                outcome.map(RepairOutcome::entries).orElse(null),
                outcome.map(result -> result.logRoot().hex()).orElse(null),
                note.flatMap(RepairNote::promised)
                        .map(promise -> promise.logRoot().hex())
                        .orElse(null),
                outcome.flatMap(RepairOutcome::promiseKept).orElse(null),
                note.map(known -> directory.resolve(known.aside()).toString()).orElse(null),
                Stream.concat(goal.notes(directory).stream(), goal.fetched().map(how -> "peers: " + how).stream())
                        .toList());
    }

    private static GoalAnswer goal(UnreadableGoal goal) {
        return new GoalAnswer(
                goal.goalId(),
                "UNREADABLE",
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(goal.detail()));
    }
}
