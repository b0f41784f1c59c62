package network.ian.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.ApiClient;
import network.ian.app.lifecycle.StopSignal;
import network.ian.core.config.ConfigException;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WallClock;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.view.Finality;

/** The demo from the node's start to the verification of what it left. */
final class Demo {

    /** Ranks of the policies' leaderboard to show, alone and above the modules'. */
    private static final int RANKS_ALONE = 10;

    private static final int RANKS = 7;
    /** A watched demo takes about this long, however fast the machine is. */
    private static final Duration WATCHED = Duration.ofSeconds(15);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(600);

    private final DemoPlan plan;
    private final DemoOutput output;
    private final StopSignal stop;
    private final String version;
    private final MonotonicClock clock = MonotonicClock.system();

    Demo(DemoPlan plan, DemoOutput output, StopSignal stop, String version) {
        this.plan = plan;
        this.output = output;
        this.stop = stop;
        this.version = version;
    }

    /**
     * Runs it.
     *
     * @throws CommandFailure if a node cannot start, does not answer, or a signal came
     */
    DemoSummary run() throws IOException, ConfigException {
        long started = clock.nanos();
        String what = plan.nodes() == 1 ? "a node in " : plan.nodes() + " nodes in ";
        output.say(List.of("starting " + what + plan.dataDirectory()));
        Played played;
        try (DemoNetwork network = DemoNetwork.open(plan, version, stop, clock)) {
            output.say(Ending.addresses(network.dashboard(), "while it runs"));
            played = play(network);
            if (plan.stay()) {
                stay(network, played);
            }
        }
        List<Finding> stored = stored(played);
        List<Finding> findings = new ArrayList<>(played.findings());
        findings.addAll(stored);
        // The others were told before it stayed.
        output.say(new Ending(output.style()).findings(plan.stay() ? stored : findings));
        if (!plan.stay()) {
            output.say(List.of("", "the nodes are stopped; with --stay they run on, to be looked at"));
        }
        boolean verified = findings.stream().allMatch(Finding::holds);
        return summary(played, (clock.nanos() - started) / 1e9, verified);
    }

    private void stay(DemoNetwork network, Played played) {
        output.say(new Ending(output.style()).findings(played.findings()));
        output.say(Ending.addresses(
                network.dashboard(), "until Ctrl-C, which stops the nodes and verifies what they stored"));
        stop.await();
    }

    /**
     * What was played.
     *
     * @param modules empty without WebAssembly agents
     * @param agreed whether all nodes ended with the same, for each goal
     */
    private record Played(
            Contest policies,
            Optional<Contest> modules,
            Map<String, Boolean> agreed,
            Optional<Anchored> anchored,
            List<Finding> findings) {

        List<Contest> contests() {
            return Stream.concat(Stream.of(policies), modules.stream()).toList();
        }
    }

    private List<Finding> stored(Played played) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Path directory : plan.directories()) {
            String whose =
                    plan.nodes() == 1 ? "the node" : directory.getFileName().toString();
            for (Contest contest : played.contests()) {
                findings.add(StoredJournal.verify(directory, contest.goalId(), contest.board(), whose));
            }
        }
        return findings;
    }

    private Played play(DemoNetwork network) {
        List<ApiClient> clients = network.clients();
        int threads = Math.max(plan.agents(), plan.wasmAgents());
        try (WorkerPool pool = new WorkerPool("agent", threads, threads)) {
            Contests contests =
                    new Contests(plan, clients, stop, WallClock.system().millis());
            int ranks = plan.wasmAgents() == 0 ? RANKS_ALONE : RANKS;
            Contest policies = contests.policies(pool, ranks);
            Optional<Contest> modules = contests.modules(pool, Frame.MODULE_RANKS);
            compete(policies, modules, ranks, network);
            return ended(policies, modules, network);
        }
    }

    private Played ended(Contest policies, Optional<Contest> modules, DemoNetwork network) {
        List<ApiClient> clients = network.clients();
        List<Finding> findings = new ArrayList<>();
        Map<String, Boolean> agreed = new HashMap<>();
        Played played = new Played(policies, modules, agreed, Optional.empty(), findings);
        for (Contest contest : played.contests()) {
            agreed.put(contest.goalId(), network.awaitAgreement(contest.goalId()));
            if (plan.nodes() > 1) {
                findings.add(contest.agreement(clients, agreed.get(contest.goalId())));
            }
            findings.add(contest.counted());
            findings.add(contest.proved(clients.get(0)));
            contest.board()
                    .best()
                    .ifPresent(best -> output.say(new Ending(output.style())
                            .best(contest.goalId(), best, contest.competition().firstBest())));
        }
        Optional<Anchored> anchored = plan.anchored()
                ? Optional.of(new Anchoring(network, clients.get(0), output, stop).settle(policies.board()))
                : Optional.empty();
        anchored.map(settled -> settled.finding(policies.goalId())).ifPresent(findings::add);
        return new Played(policies, modules, agreed, anchored, findings);
    }

    private void compete(Contest policies, Optional<Contest> modules, int ranks, DemoNetwork network) {
        String where = plan.nodes() == 1 ? "" : " on " + plan.nodes() + " nodes";
        String title = "IAN demo: " + plan.agents() + " agents" + where + " compete for " + policies.goalId();
        Frame frame = new Frame(output.style(), title, plan.contributions(), ranks);
        Pace pace = new Pace(plan.pace(), clock, stop);
        try (LiveView view = new LiveView(output.out(), output.style(), frame, plan.contributions(), clock)) {
            while (!policies.isOver()) {
                long roundStarted = clock.nanos();
                round(policies, pace, network);
                if (modules.isPresent()) {
                    catchUp(modules.get(), policies, pace, network);
                }
                view.show(policies, modules);
                rest(
                        view.isWatched() && plan.pace().isEmpty()
                                ? pause().toNanos() - (clock.nanos() - roundStarted)
                                : 0);
            }
        }
    }

    private static void round(Contest contest, Pace pace, DemoNetwork network) {
        contest.round(pace);
        // What an agent of another node found is there to learn from in the next round.
        network.awaitAgreement(contest.goalId());
        contest.look();
    }

    /** Both contests begin and end together. */
    private void catchUp(Contest modules, Contest policies, Pace pace, DemoNetwork network) {
        long due = (long) modules.total() * policies.competition().contributions() / policies.total();
        while (!stop.isRequested()
                && !modules.isOver()
                && (policies.isOver()
                        || modules.competition().contributions() + plan.wasmAgents() <= due
                        || modules.competition().rounds() == 0)) {
            round(modules, pace, network);
        }
    }

    private Duration pause() {
        int rounds = (plan.contributions() + plan.agents() - 1) / plan.agents();
        Duration even = WATCHED.dividedBy(rounds);
        return even.compareTo(LONGEST_PAUSE) < 0 ? even : LONGEST_PAUSE;
    }

    private void rest(long nanos) {
        boolean stopped = nanos > 0 ? stop.await(Duration.ofNanos(nanos)) : stop.isRequested();
        if (stopped) {
            throw new CommandFailure(ExitCode.FAILED, "stopped before the end");
        }
    }

    private DemoSummary summary(Played played, double seconds, boolean verified) {
        Competition competition = played.policies().competition();
        Board end = played.policies().board();
        return new DemoSummary(
                played.policies().goalId(),
                plan.nodes(),
                competition.contributions(),
                competition.accepted(),
                competition.rejected(),
                end.logSize(),
                end.logRoot().hex(),
                end.leaderboardRoot().hex(),
                competition.firstBest().map(Result::score).orElse(null),
                end.best().map(best -> best.result().score()).orElse(null),
                end.best().flatMap(Board.Entry::proposal).map(Demo::json).orElse(null),
                Math.round(seconds * 1000) / 1000.0,
                played.agreed().get(played.policies().goalId()),
                played.modules()
                        .map(contest -> wasm(contest, played.agreed().get(contest.goalId())))
                        .orElse(null),
                played.anchored().map(Anchored::size).orElse(0),
                played.anchored()
                        .map(Anchored::root)
                        .orElse(Finality.NONE.root())
                        .hex(),
                played.anchored().filter(Anchored::verified).isPresent(),
                verified);
    }

    private static DemoSummary.Wasm wasm(Contest contest, boolean agreed) {
        Competition competition = contest.competition();
        Board end = contest.board();
        return new DemoSummary.Wasm(
                contest.goalId(),
                competition.contributions(),
                competition.accepted(),
                competition.rejected(),
                end.logSize(),
                end.logRoot().hex(),
                end.leaderboardRoot().hex(),
                competition.firstBest().map(Result::score).orElse(null),
                end.best().map(best -> best.result().score()).orElse(null),
                end.best().flatMap(Board.Entry::proposal).map(Proposal::brief).orElse(null),
                agreed);
    }

    private static JsonNode json(Proposal policy) {
        try {
            return new ObjectMapper().readTree(policy.parameters().view());
        } catch (IOException e) {
            throw new UncheckedIOException("a written policy is JSON", e);
        }
    }
}
