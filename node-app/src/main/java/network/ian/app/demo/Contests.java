package network.ian.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import network.ian.app.client.ApiClient;
import network.ian.app.lifecycle.StopSignal;
import network.ian.core.codec.Bytes;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.runtime.WorkerPool;
import network.ian.wasm.trading.WasmDemoGoal;

/** Makes the demo's contests: policies compete for one goal, WebAssembly modules for another. */
final class Contests {

    private static final ExampleAgent[] EXAMPLES = ExampleAgent.values();

    private final DemoPlan plan;
    private final List<ApiClient> clients;
    private final StopSignal stop;
    private final long run;

    /**
     * For one demo.
     *
     * @param clients of the nodes that agents contribute to by turns; boards are read at the first
     * @param run tells the packs of this demo from those of earlier ones on the same data
     */
    Contests(DemoPlan plan, List<ApiClient> clients, StopSignal stop, long run) {
        this.plan = plan;
        this.clients = clients;
        this.stop = stop;
        this.run = run;
    }

    Contest policies(WorkerPool threads, int ranks) {
        SplitMix64 seeds = new SplitMix64(plan.seed());
        IntFunction<Searcher> searchers =
                agent -> new PolicySearcher(new Search(Textbook.policy(agent), new SplitMix64(seeds.nextLong())));
        return contest(
                GoalCatalog.DEMO_GOAL,
                plan.contributions(),
                agents(GoalCatalog.DEMO_GOAL, plan.agents(), 0, searchers),
                threads,
                reader(GoalCatalog.DEMO_GOAL, ranks, PolicyProposal::read));
    }

    /** Empty if the plan has no WebAssembly agents. */
    Optional<Contest> modules(WorkerPool threads, int ranks) {
        if (plan.wasmAgents() == 0) {
            return Optional.empty();
        }
        SplitMix64 seeds = new SplitMix64(~plan.seed());
        IntFunction<Searcher> searchers = agent -> {
            RandomGenerator source = new SplitMix64(seeds.nextLong());
            return new ModuleSearch(EXAMPLES[agent % EXAMPLES.length], source);
        };
        return Optional.of(contest(
                WasmDemoGoal.ID,
                plan.wasmContributions(),
                agents(WasmDemoGoal.ID, plan.wasmAgents(), plan.agents(), searchers),
                threads,
                reader(WasmDemoGoal.ID, ranks, ModuleProposal::read)));
    }

    private Contest contest(String goalId, int total, List<Agent> agents, WorkerPool threads, BoardReader reader) {
        return new Contest(goalId, total, new Competition(agents, threads), reader);
    }

    private BoardReader reader(String goalId, int ranks, Function<Bytes, Optional<Proposal>> decoder) {
        return new BoardReader(clients.get(0), goalId, ranks, decoder);
    }

    private List<Agent> agents(String goalId, int count, int firstName, IntFunction<Searcher> searchers) {
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ApiClient client = clients.get(i % clients.size());
            agents.add(new Agent(Names.of(firstName + i), client, goalId, run, searchers.apply(i), stop));
        }
        return agents;
    }
}
