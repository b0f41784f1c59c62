package network.ian.core.journal;

import java.util.ArrayList;
import java.util.List;

/** A bounded list of findings: a segment of noise has millions, and the first ones say it. */
final class Problems {

    private static final int MOST = 1000;

    private final List<Problem> found = new ArrayList<>();

    void add(Problem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        }
    }

    List<Problem> list() {
        return List.copyOf(found);
    }
}
