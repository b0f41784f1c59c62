package network.ian.app.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.ian.core.codec.Bytes;

/**
 * One agent's search among modules: an example first, then recurrent networks with weights moved, from its own best one or from one
 * that leads the public leaderboard.
 */
final class ModuleSearch implements Searcher {

    private static final int MOST_REPEATS = 20;
    /** Weights moved at a time: one and a few more. */
    private static final int MOST_MOVES = 12;

    private static final int REACH = 24;

    private final ExampleAgent first;
    private final RandomGenerator source;
    private final Set<Bytes> tried = new HashSet<>();
    private byte[] best = NetworkWeights.example();
    private double bestFitness = Double.NEGATIVE_INFINITY;

    /**
     * Nothing tried yet.
     *
     * @param source asked for {@link RandomGenerator#nextLong} only
     */
    ModuleSearch(ExampleAgent first, RandomGenerator source) {
        this.first = first;
        this.source = source;
    }

    @Override
    public Proposal propose(List<Proposal> leaders) {
        if (tried.isEmpty()) {
            return remembered(first.module());
        }
        Bytes module = NetworkWeights.module(moved(parent(leaders)));
        for (int i = 0; i < MOST_REPEATS && tried.contains(module); i++) {
            module = NetworkWeights.module(moved(parent(leaders)));
        }
        return remembered(module);
    }

    @Override
    public void learn(Proposal proposal, double fitness) {
        Optional<byte[]> weights = NetworkWeights.of(proposal.parameters());
        if (weights.isPresent() && fitness > bestFitness) {
            best = weights.get();
            bestFitness = fitness;
        }
    }

    private Proposal remembered(Bytes module) {
        tried.add(module);
        return new ModuleProposal(module);
    }

    private byte[] parent(List<Proposal> leaders) {
        List<byte[]> networks = leaders.stream()
                .flatMap(leader -> NetworkWeights.of(leader.parameters()).stream())
                .toList();
        return networks.isEmpty() || below(2) == 0 ? best : networks.get(below(networks.size()));
    }

    private byte[] moved(byte[] weights) {
        byte[] moved = weights.clone();
        for (int i = below(MOST_MOVES); i >= 0; i--) {
            int which = below(moved.length);
            int value = moved[which] + below(2 * REACH + 1) - REACH;
            moved[which] = (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, value));
        }
        return moved;
    }

    private int below(int bound) {
        return (int) Long.remainderUnsigned(source.nextLong(), bound);
    }
}
