package network.ian.app.goal;

import java.util.List;
import java.util.Locale;
import network.ian.app.cli.Console;
import network.ian.app.cli.TerminalText;
import network.ian.core.goal.Admission;
import network.ian.core.goal.GoalSpec;

/** A goal's rules in a few lines for people. */
final class GoalFacts {

    private static final int LONGEST = 400;

    private GoalFacts() {}

    static void print(Console console, GoalSpec spec) {
        lines(spec).forEach(console::line);
    }

    private static List<String> lines(GoalSpec spec) {
        GoalSpec.Limits limits = spec.limits();
        String counted = limits.fuel() == 0
                ? ""
                : number(limits.fuel()) + " instructions, " + number(limits.memoryPages()) + " pages of memory, ";
        return List.of(
                "goal       " + spec.goalId(),
                "name       " + TerminalText.escape(spec.name(), LONGEST),
                "topic      " + spec.topic(),
                "harness    " + TerminalText.escape(spec.harness().id(), LONGEST),
                "limits     " + number(limits.episodes()) + " episodes, " + number(limits.steps()) + " steps, "
                        + counted + "packs of up to " + number(limits.maxPackBytes()) + " bytes",
                "admission  " + admission(spec.admission()),
                "anchor     "
                        + (spec.anchor().isPresent()
                                ? "Tau Net, block 0 " + spec.anchor().get().block0()
                                : "none: nothing becomes final"));
    }

    private static String admission(Admission admission) {
        if (admission instanceof Admission.ProofOfWork work) {
            return "proof of work, " + work.bits() + " bits";
        }
        return admission instanceof Admission.Authority authority
                ? authority.keys().size() + " keys"
                : "open to everybody";
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
