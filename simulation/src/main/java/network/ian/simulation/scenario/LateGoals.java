package network.ian.simulation.scenario;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import network.ian.core.crypto.Hash;
import network.ian.simulation.content.Shelf;
import network.ian.simulation.event.Timeline;

/**
 * Goals that operators add while their nodes run: each at about two nodes in three, at random moments. Whoever is down then has
 * the goal at its next start.
 */
public final class LateGoals {

    private static final double SHARE_OF_NODES = 0.66;
    private static final double LAST = 0.9;

    private final BitSet honest;
    private final Window window;
    private final SplittableRandom random;
    private final Map<Hash, BitSet> audiences = new LinkedHashMap<>();

    /** Draws who adds each of {@code count} goals. */
    public LateGoals(int count, BitSet honest, Window window, SplittableRandom random) {
        this.honest = honest;
        this.window = window;
        this.random = random;
        for (int number = 1; number <= count; number++) {
            audiences.put(Shelf.topic(number), audience());
        }
    }

    /** The honest nodes that take part in a goal, some of them only later. */
    public BitSet audience(Hash topic) {
        return audiences.getOrDefault(topic, honest);
    }

    /** All goals, the first one first. */
    public List<Hash> topics() {
        List<Hash> topics = new ArrayList<>(List.of(Shelf.FIRST));
        topics.addAll(audiences.keySet());
        return topics;
    }

    /** Plans when; {@code added} does it to a node. */
    public void plan(Timeline timeline, BiConsumer<Integer, Hash> added) {
        audiences.forEach((topic, audience) -> audience.stream()
                .forEach(node -> timeline.at(window.at(random.nextDouble() * LAST), () -> added.accept(node, topic))));
    }

    /** Two nodes or more, so that there is somebody to agree with. */
    private BitSet audience() {
        List<Integer> nodes = new ArrayList<>(honest.stream().boxed().toList());
        BitSet audience = new BitSet();
        for (int i = 0; i < 2; i++) {
            audience.set(nodes.remove(random.nextInt(nodes.size())));
        }
        nodes.stream().filter(node -> random.nextDouble() < SHARE_OF_NODES).forEach(audience::set);
        return audience;
    }
}
