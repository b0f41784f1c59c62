package network.ian.core.node;

import network.ian.core.codec.MalformedException;
import network.ian.core.config.NodeConfig;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.goal.GoalSpec;

/** Whether this program, configured as it is, can serve a goal. Thread-safe. */
public final class GoalFit {

    /** What a request holds beside its pack: metadata, proofs and names. */
    private static final int REQUEST_BYTES_BESIDE_PACK = 8192;

    private final NodeConfig config;
    private final Harnesses harnesses;

    GoalFit(NodeConfig config, Harnesses harnesses) {
        this.config = config;
        this.harnesses = harnesses;
    }

    /** What a node of this program requires that runs with {@code config}. */
    public static GoalFit of(NodeConfig config) {
        return new GoalFit(
                config,
                Harnesses.installed(EvaluationCapacity.of(config.evaluation()).settings(config.evaluation())));
    }

    /**
     * Makes a goal's evaluation ready; nothing is written.
     *
     * @throws MalformedException naming the field, parameter, data set or setting that does not fit
     */
    public Evaluation prepare(GoalSpec spec) {
        requireRoom(spec);
        return harnesses.prepare(spec);
    }

    /** base64 makes 3 bytes 4. */
    void requireRoom(GoalSpec spec) {
        long needed = spec.limits().maxPackBytes() * 4L / 3 + REQUEST_BYTES_BESIDE_PACK;
        if (config.api().maxBodyBytes() < needed) {
            throw new MalformedException(
                    "api.max_body_bytes",
                    config.api().maxBodyBytes() + " is less than goal " + spec.goalId() + " allows: packs of "
                            + spec.limits().maxPackBytes() + " bytes need " + needed);
        }
    }
}
