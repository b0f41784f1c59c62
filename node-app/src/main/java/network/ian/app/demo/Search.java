package network.ian.app.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.ian.core.codec.Bytes;
import network.ian.core.evaluation.trading.Policy;
import network.ian.core.evaluation.trading.PolicyMutation;
import network.ian.core.evaluation.trading.PolicyWriter;

/**
 * One agent's search for better policies: an evolution over a small population of its own, which also learns from what
 * leads the public leaderboard. The same source of numbers and the same answers give the same proposals.
 */
final class Search {

    /** Policies that an agent starts from, its first generation: one from the textbook, the others at random. */
    static final int FOUNDERS = 4;

    private static final int POPULATION = 8;
    private static final int MOST_REPEATS = 20;

    private final RandomGenerator source;
    private final Policy textbook;
    private final PolicyMutation mutation;
    private final List<Scored> population = new ArrayList<>();
    private final Set<Bytes> tried = new HashSet<>();

    private record Scored(Policy policy, double fitness) {}

    /**
     * Nothing tried yet.
     *
     * @param textbook its first proposal
     * @param source asked for {@link RandomGenerator#nextLong} only
     */
    Search(Policy textbook, RandomGenerator source) {
        this.textbook = textbook;
        this.source = source;
        this.mutation = new PolicyMutation(source);
    }

    /**
     * The next policy to try, one that this agent has not tried yet as far as that can be helped.
     *
     * @param leaders policies of others that rank high, best first; may be empty
     */
    Policy propose(List<Policy> leaders) {
        Policy proposal = candidate(leaders);
        for (int i = 0; i < MOST_REPEATS && !tried.add(Bytes.wrap(PolicyWriter.write(proposal))); i++) {
            proposal = candidate(leaders);
        }
        return proposal;
    }

    /** Takes in how good a proposal was; only the best ones are kept. */
    void learn(Policy policy, double fitness) {
        population.add(new Scored(policy, fitness));
        population.sort(Comparator.comparingDouble(Scored::fitness).reversed());
        if (population.size() > POPULATION) {
            population.remove(POPULATION);
        }
    }

    private Policy candidate(List<Policy> leaders) {
        if (tried.isEmpty()) {
            return textbook;
        }
        int choice = below(10);
        if (choice == 0 || tried.size() < FOUNDERS || population.isEmpty()) {
            return mutation.random();
        }
        if (choice < 6 && !leaders.isEmpty()) {
            Policy leader = leaders.get(Math.min(below(leaders.size()), below(leaders.size())));
            return choice < 4 ? mutation.mutate(leader) : mutation.mutate(mutation.crossover(leader, parent()));
        }
        return mutation.mutate(choice < 8 ? mutation.crossover(parent(), parent()) : parent());
    }

    /** The better of two drawn at random. */
    private Policy parent() {
        int first = below(population.size());
        return population.get(Math.min(first, below(population.size()))).policy();
    }

    private int below(int bound) {
        return (int) Long.remainderUnsigned(source.nextLong(), bound);
    }
}
