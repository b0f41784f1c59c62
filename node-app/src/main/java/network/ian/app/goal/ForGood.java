package network.ian.app.goal;

import network.ian.app.cli.Console;
import network.ian.core.goal.GoalSpec;

/** What an operator must know before a goal is added. */
final class ForGood {

    /** The id that the template has. */
    static final String TEMPLATE_ID = "MY_GOAL";

    private ForGood() {}

    static void warn(Console console, GoalSpec spec) {
        console.note("a goal is for good: once it is added, nothing in it can be changed, and it cannot be removed.");
        console.note("another rule is another goal with another goal_id; nodes that shall share this one need this very"
                + " document (topic " + spec.topic() + ").");
        if (spec.goalId().equals(TEMPLATE_ID)) {
            console.note("goal_id is still " + TEMPLATE_ID + ", as in the template.");
        }
    }
}
