package network.ian.simulation.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import network.ian.simulation.attack.AttackerKind;

/** Who is honest and who is not. The first nodes are seeds and always honest. */
public final class Casting {

    private final AttackerKind[] kinds;
    private final int seeds;
    private final BitSet honest = new BitSet();

    private Casting(AttackerKind[] kinds, int seeds) {
        this.kinds = kinds;
        this.seeds = seeds;
        for (int node = 0; node < kinds.length; node++) {
            honest.set(node, kinds[node] == null);
        }
    }

    /** Draws the attackers of a scenario among {@code nodes}, 2 or more. */
    public static Casting draw(Scenario scenario, int nodes, SplittableRandom random) {
        int seeds = Math.min(nodes, Math.max(2, nodes / 100));
        List<Integer> candidates = new ArrayList<>();
        for (int node = seeds; node < nodes; node++) {
            candidates.add(node);
        }
        int attackers = Math.min(candidates.size(), nodes * scenario.attackerPercent() / 100);
        AttackerKind[] kinds = new AttackerKind[nodes];
        for (int i = 0; i < attackers; i++) {
            int node = candidates.remove(random.nextInt(candidates.size()));
            kinds[node] = scenario.kinds().get(i % scenario.kinds().size());
        }
        return new Casting(kinds, seeds);
    }

    /** Nodes 0 to before this are where others begin. */
    public int seeds() {
        return seeds;
    }

    public BitSet honest() {
        return honest;
    }

    /** Empty if the node is honest. */
    public Optional<AttackerKind> kind(int node) {
        return Optional.ofNullable(kinds[node]);
    }

    /** How many attackers there are of each kind, by its label. */
    public Map<String, Integer> attackers() {
        Map<String, Integer> counts = new TreeMap<>();
        Arrays.stream(kinds).filter(kind -> kind != null).forEach(kind -> counts.merge(kind.label(), 1, Integer::sum));
        return counts;
    }
}
