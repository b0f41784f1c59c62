package network.ian.simulation.content;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** What of a node survives a crash: the goals that it takes part in, by topic, with a disk for each, and what it saved. */
public final class Shelf {

    /** Topic of the goal that every node has from the beginning. */
    public static final Hash FIRST = Sha256.of(new byte[] {1});

    private final ContributionTable table;
    private final Map<Hash, Disk> disks = new LinkedHashMap<>();
    private Object saved;

    /** With the first goal. */
    public Shelf(ContributionTable table) {
        this.table = table;
        add(FIRST);
    }

    /** Topic of a goal that is added later; {@code number} counts them from 1. */
    public static Hash topic(int number) {
        return Sha256.of(new byte[] {1, (byte) number});
    }

    /** Takes part in a goal from now on. */
    public void add(Hash topic) {
        disks.putIfAbsent(topic, new Disk(table));
    }

    /** The topics, in the order in which they came. */
    public Set<Hash> topics() {
        return Collections.unmodifiableSet(disks.keySet());
    }

    public boolean has(Hash topic) {
        return disks.containsKey(topic);
    }

    /**
     * Where the contributions of a goal are.
     *
     * @throws IllegalArgumentException if the node takes no part in the goal
     */
    public Disk disk(Hash topic) {
        Disk disk = disks.get(topic);
        if (disk == null) {
            throw new IllegalArgumentException("no part is taken in " + topic);
        }
        return disk;
    }

    /** What the node under test saved last; null if nothing. */
    public Object saved() {
        return saved;
    }

    /** Keeps a snapshot of peers and scores for the next start. It must not be written to afterwards. */
    public void save(Object snapshot) {
        saved = snapshot;
    }
}
