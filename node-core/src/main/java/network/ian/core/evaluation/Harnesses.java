package network.ian.core.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import network.ian.core.codec.MalformedException;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalTemplate;

/** The harnesses on the class path, by id. */
public final class Harnesses {

    private final Map<String, Harness> byId = new TreeMap<>();

    private final EvaluationSettings settings;

    private Harnesses(Iterable<Harness> found, EvaluationSettings settings) {
        this.settings = settings;
        for (Harness harness : found) {
            if (byId.put(harness.id(), harness) != null) {
                throw new IllegalStateException("two harnesses are called " + harness.id());
            }
        }
    }

    /** For tools: {@link EvaluationSettings#UNBOUNDED}. */
    public static Harnesses installed() {
        return installed(EvaluationSettings.UNBOUNDED);
    }

    public static Harnesses installed(EvaluationSettings settings) {
        return new Harnesses(ServiceLoader.load(Harness.class), settings);
    }

    /** The ids, in order. */
    public Set<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }

    /**
     * A goal of a harness to begin with, with a word on every field: valid, but for {@code //} comments.
     *
     * @return empty if there is no such harness, or it brings no template
     */
    public Optional<String> goalTemplate(String id) {
        return Optional.ofNullable(byId.get(id)).flatMap(Harness::goalTemplate).map(GoalTemplate::of);
    }

    /**
     * Makes the goal's harness ready.
     *
     * @throws MalformedException if there is no such harness, or the spec does not fit it
     */
    public Evaluation prepare(GoalSpec spec) {
        Harness harness = byId.get(spec.harness().id());
        if (harness == null) {
            throw new MalformedException(
                    "harness.id", "no harness '" + spec.harness().id() + "' here, there are " + byId.keySet());
        }
        return harness.prepare(spec, settings);
    }
}
