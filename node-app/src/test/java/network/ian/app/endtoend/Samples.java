package network.ian.app.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.sample.RequestSampler;

/** Contributions to the demo goal, all different, most of them good enough. Thread-safe. */
public final class Samples {

    private final RequestSampler sampler;
    private final AtomicLong next = new AtomicLong();

    public Samples(long seed) {
        this(GoalCatalog.demoGoal(), seed);
    }

    /** To another goal of the same kind. */
    public Samples(GoalSpec goal, long seed) {
        this.sampler = new RequestSampler(goal, seed);
    }

    /** Signed and unsigned by turns. */
    public byte[] next() {
        long index = next.getAndIncrement();
        return ContributionRequestCodec.encode(
                index % 2 == 0 ? sampler.unsigned(index) : sampler.signed(index, System.currentTimeMillis()));
    }

    public byte[] unsigned() {
        return ContributionRequestCodec.encode(sampler.unsigned(next.getAndIncrement()));
    }

    /**
     * The next one, signed.
     *
     * @param timestampMs milliseconds since the epoch
     */
    public byte[] signed(long timestampMs) {
        return ContributionRequestCodec.encode(sampler.signed(next.getAndIncrement(), timestampMs));
    }

    /** This many signed contributions, a millisecond apart, the last one from now. */
    public List<byte[]> history(int count) {
        long now = System.currentTimeMillis();
        List<byte[]> all = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            all.add(signed(now - count + index));
        }
        return all;
    }
}
