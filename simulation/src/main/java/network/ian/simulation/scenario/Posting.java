package network.ian.simulation.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.simulation.content.Contribution;
import network.ian.simulation.content.ContributionMint;
import network.ian.simulation.content.ContributionTable;
import network.ian.simulation.content.Shelf;
import network.ian.simulation.event.Timeline;
import network.ian.simulation.event.Trace.Kind;
import network.ian.simulation.measure.Deliveries;
import network.ian.simulation.network.Dialler;
import network.ian.simulation.network.Host;
import network.ian.simulation.node.JudgeBench;

/**
 * Clients that post to honest nodes. A client whose node crashes before it answers posts again at another; its contribution
 * counts from the first time on.
 */
public final class Posting {

    private static final long ANSWER_WITHIN_NANOS = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Timeline timeline;
    private final ContributionTable table;
    private final ContributionMint mint;
    private final Deliveries deliveries;
    private final List<Counter> counters;
    private final List<Hash> topics;
    private final SplittableRandom random;

    /** Where clients can post: an honest host. */
    public interface Counter {

        Host host();

        Shelf shelf();

        /** What judges for the process that runs now. */
        JudgeBench bench();
    }

    public Posting(
            Timeline timeline,
            ContributionTable table,
            ContributionMint mint,
            Deliveries deliveries,
            List<Counter> counters,
            List<Hash> topics,
            SplittableRandom random) {
        this.timeline = timeline;
        this.table = table;
        this.mint = mint;
        this.deliveries = deliveries;
        this.counters = counters;
        this.topics = topics;
        this.random = random;
    }

    /** Plans so many contributions at random times, the last one at the end; {@code posted} hears of each origin. */
    public void plan(int contributions, Window window, Consumer<Host> posted) {
        long[] times = new long[contributions];
        for (int i = 0; i + 1 < contributions; i++) {
            times[i] = window.at(random.nextDouble());
        }
        times[contributions - 1] = window.to();
        Arrays.sort(times);
        for (long time : times) {
            timeline.at(time, () -> post(posted));
        }
    }

    private void post(Consumer<Host> posted) {
        Hash topic = openTopic();
        Counter counter = openCounter(topic);
        long timestampMs = Dialler.EPOCH_MS
                + timeline.nanos() / NANOS_PER_MILLI
                + counter.host().skewMs();
        Contribution contribution = table.add(mint.entry(), topic, timestampMs, true, true);
        deliveries.posted(contribution, timeline.nanos());
        posted.accept(counter.host());
        handIn(contribution, counter);
    }

    private void handIn(Contribution contribution, Counter counter) {
        timeline.record(Kind.POSTED, counter.host().index(), contribution.number());
        counter.bench().post(contribution);
        timeline.after(ANSWER_WITHIN_NANOS, () -> {
            Hash topic = contribution.topic();
            if (!counter.shelf().disk(topic).holds(contribution.number())) {
                handInAgain(contribution);
            }
        });
    }

    /** Where nobody who takes part is up, the client tries again. */
    private void handInAgain(Contribution contribution) {
        if (open(contribution.topic()).isEmpty()) {
            timeline.after(ANSWER_WITHIN_NANOS, () -> handInAgain(contribution));
        } else {
            handIn(contribution, openCounter(contribution.topic()));
        }
    }

    private Hash openTopic() {
        if (topics.size() == 1) {
            return topics.get(0);
        }
        List<Hash> open =
                topics.stream().filter(topic -> !open(topic).isEmpty()).toList();
        return open.isEmpty() ? topics.get(0) : open.get(random.nextInt(open.size()));
    }

    private Counter openCounter(Hash topic) {
        List<Counter> open = open(topic);
        if (open.isEmpty()) {
            throw new IllegalStateException("no honest node is up");
        }
        return open.get(random.nextInt(open.size()));
    }

    private List<Counter> open(Hash topic) {
        return counters.stream()
                .filter(counter -> counter.host().up() && counter.shelf().has(topic))
                .toList();
    }
}
