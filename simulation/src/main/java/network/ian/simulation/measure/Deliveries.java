package network.ian.simulation.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import network.ian.core.crypto.Hash;
import network.ian.simulation.content.Contribution;
import network.ian.simulation.event.InvariantViolation;

/** When each counted contribution reached each honest node that takes part in its goal. */
public final class Deliveries {

    private static final int NEVER = -1;

    private final Function<Hash, BitSet> audiences;
    private final int nodes;
    private final List<Row> rows = new ArrayList<>();
    private long reached;
    private long reachedBytes;
    private long pairs;
    private long missingAtHeal = NEVER;
    private int postedAtHeal;
    private long healedAt;
    private long convergedAt = NEVER;

    private static final class Row {
        private final long postedAt;
        private final int bytes;
        private final BitSet audience;
        private final int[] micros;

        Row(long postedAt, int bytes, BitSet audience, int nodes) {
            this.postedAt = postedAt;
            this.bytes = bytes;
            this.audience = audience;
            this.micros = new int[nodes];
            Arrays.fill(micros, NEVER);
        }
    }

    private int[] rowOf = new int[0];

    /** @param audiences the honest nodes that take part in a goal, by topic, or will */
    public Deliveries(Function<Hash, BitSet> audiences, int nodes) {
        this.audiences = audiences;
        this.nodes = nodes;
    }

    /** A counted contribution was handed to its first node. */
    public void posted(Contribution contribution, long nanos) {
        int length = rowOf.length;
        if (contribution.number() >= length) {
            rowOf = Arrays.copyOf(rowOf, Math.max(64, 2 * contribution.number()));
            Arrays.fill(rowOf, length, rowOf.length, NEVER);
        }
        rowOf[contribution.number()] = rows.size();
        BitSet audience = audiences.apply(contribution.topic());
        rows.add(new Row(nanos, contribution.entry().contentBytes(), audience, nodes));
        pairs += audience.cardinality();
    }

    /** A node holds a contribution durably. */
    public void admitted(int node, Contribution contribution, long nanos) {
        int number = contribution.number();
        if (number >= rowOf.length || rowOf[number] == NEVER) {
            return;
        }
        Row row = rows.get(rowOf[number]);
        if (!row.audience.get(node)) {
            return;
        }
        if (row.micros[node] != NEVER) {
            throw new InvariantViolation("node " + node + " admitted contribution " + number + " twice");
        }
        row.micros[node] = (int) Math.min(Integer.MAX_VALUE, (nanos - row.postedAt) / 1_000);
        reached++;
        reachedBytes += row.bytes;
        if (missingAtHeal > 0 && rowOf[number] < postedAtHeal && --missingAtHeal == 0) {
            convergedAt = nanos;
        }
    }

    /** The partition is over: from here on it is measured when all has arrived that was posted until now. */
    public void healed(long nanos) {
        healedAt = nanos;
        postedAtHeal = rows.size();
        missingAtHeal = pairs - reached;
        if (missingAtHeal == 0) {
            convergedAt = nanos;
        }
    }

    /** Milliseconds from the heal until every honest node had all that was posted before it; null if that never came. */
    public Long convergeAfterHealMs() {
        return convergedAt == NEVER ? null : Long.valueOf((convergedAt - healedAt) / 1_000_000);
    }

    public int contributions() {
        return rows.size();
    }

    /** Pairs of a contribution and an honest node that has it. */
    public long reached() {
        return reached;
    }

    /** Sum over those pairs of the bytes of header and body. */
    public long reachedBytes() {
        return reachedBytes;
    }

    /** Share of all pairs, 0 to 1; 1 if there are none. */
    public double ratio() {
        return pairs == 0 ? 1 : (double) reached / pairs;
    }

    /** Microseconds from posting to admission, of every pair that was reached. */
    public Percentiles latencies() {
        Percentiles.Collector collector = new Percentiles.Collector();
        rows.forEach(row ->
                Arrays.stream(row.micros).filter(micros -> micros != NEVER).forEach(collector::add));
        return collector.sorted();
    }

    /** Up to {@code limit} pairs that are missing, in words, for whoever asks why a run failed. */
    public List<String> missing(int limit) {
        List<String> found = new ArrayList<>();
        for (int number = 0; number < rowOf.length; number++) {
            if (rowOf[number] == NEVER) {
                continue;
            }
            Row row = rows.get(rowOf[number]);
            for (int node = row.audience.nextSetBit(0);
                    node >= 0 && found.size() < limit;
                    node = row.audience.nextSetBit(node + 1)) {
                if (row.micros[node] == NEVER) {
                    found.add("contribution " + number + " (posted at " + row.postedAt / 1_000_000 + " ms) at node "
                            + node);
                }
            }
        }
        return found;
    }
}
