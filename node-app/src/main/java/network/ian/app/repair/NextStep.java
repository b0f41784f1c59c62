package network.ian.app.repair;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import network.ian.core.journal.Problem;
import network.ian.core.verify.GoalReport;

/** What an operator does about findings, one sentence for each kind. */
public final class NextStep {

    private NextStep() {}

    /** The steps in their order; none if all is well. */
    public static List<String> after(GoalReport report) {
        Set<Problem.Kind> kinds = EnumSet.noneOf(Problem.Kind.class);
        report.problems().forEach(problem -> kinds.add(problem.kind()));
        List<String> steps = new ArrayList<>();
        if (kinds.contains(Problem.Kind.SPECIFICATION)) {
            steps.add("restore the goal's spec.json from a backup or from another node of this goal");
        }
        if (kinds.contains(Problem.Kind.DAMAGE) || kinds.contains(Problem.Kind.STATE)) {
            steps.add("stop the node, then: ian log repair --from-peers --goal " + report.goalId()
                    + " (or restore a backup)");
        } else if (kinds.contains(Problem.Kind.LEFTOVER)) {
            steps.add("start the node: it takes back what was being written when it was killed, nothing acknowledged is"
                    + " in it");
        }
        if (kinds.contains(Problem.Kind.PROJECTION)) {
            steps.add("ian projection rebuild --goal " + report.goalId());
        }
        return steps;
    }
}
