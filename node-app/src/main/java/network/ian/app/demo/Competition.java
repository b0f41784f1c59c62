package network.ian.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import network.ian.core.runtime.WorkerPool;

/**
 * Lets the agents contribute at the same time, one each in a round. Between rounds nobody contributes, so that what an
 * agent sees of the others, and with it the whole search, follows from the seed.
 */
final class Competition {

    private final List<Agent> agents;
    private final WorkerPool threads;
    private int rounds;
    private int contributions;
    private int accepted;
    private Optional<Result> firstBest = Optional.empty();

    /** @param threads one for each agent, and room for as many that wait */
    Competition(List<Agent> agents, WorkerPool threads) {
        this.agents = List.copyOf(agents);
        this.threads = threads;
    }

    /**
     * One round of at most {@code most} contributions, all answered when this returns.
     *
     * @param leaders what ranks high now
     * @param pace of the contributions; after a signal no more are begun
     * @throws network.ian.app.cli.CommandFailure if the node does not answer, or refuses to decide
     */
    void round(int most, List<Proposal> leaders, Pace pace) {
        rounds++;
        List<CompletableFuture<Trial>> trials = new ArrayList<>();
        for (Agent agent : agents.subList(0, Math.min(most, agents.size()))) {
            if (!pace.next()) {
                break;
            }
            trials.add(threads.submit(() -> agent.contribute(rounds, leaders)).orElseThrow());
        }
        trials.stream().map(Competition::answer).forEach(this::count);
    }

    /** Rounds that are over. */
    int rounds() {
        return rounds;
    }

    int contributions() {
        return contributions;
    }

    int accepted() {
        return accepted;
    }

    int rejected() {
        return contributions - accepted;
    }

    /** The best accepted one of the first {@link Search#FOUNDERS} rounds. */
    Optional<Result> firstBest() {
        return firstBest;
    }

    private void count(Trial trial) {
        contributions++;
        if (!trial.accepted()) {
            return;
        }
        accepted++;
        if (rounds <= Search.FOUNDERS) {
            Optional<Result> better = trial.result()
                    .filter(result -> firstBest
                            .filter(best -> best.score() >= result.score())
                            .isEmpty());
            firstBest = better.or(() -> firstBest);
        }
    }

    private static Trial answer(CompletableFuture<Trial> trial) {
        try {
            return trial.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
