package network.ian.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.ApiClient;
import network.ian.app.lifecycle.StopSignal;
import network.ian.client.proof.LogProof;
import network.ian.core.config.ConfigException;
import network.ian.core.evaluation.trading.Policy;
import network.ian.core.evaluation.trading.PolicyWriter;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WallClock;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.view.Finality;

/** The demo from the node's start to the verification of what it left. */
final class Demo {

    private static final String GOAL = GoalCatalog.DEMO_GOAL;
    private static final int RANKS_SHOWN = 10;
    private static final int LEADERS = 5;
    private static final int ROOT_SHOWN = 16;
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
        List<Finding> stored = stored(played.end());
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

    private record Played(
            Competition competition, Board end, boolean agreed, Optional<Anchored> anchored, List<Finding> findings) {}

    private List<Finding> stored(Board end) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Path directory : plan.directories()) {
            String whose =
                    plan.nodes() == 1 ? "the node" : directory.getFileName().toString();
            findings.add(StoredJournal.verify(directory, GOAL, end, whose));
        }
        return findings;
    }

    private Played play(DemoNetwork network) {
        List<ApiClient> clients = network.clients();
        ApiClient client = clients.get(0);
        List<Agent> agents = agents(clients);
        List<String> names = agents.stream().map(Agent::name).toList();
        BoardReader reader = new BoardReader(client, GOAL, RANKS_SHOWN);
        long before = reader.read().logSize();
        try (WorkerPool threads = new WorkerPool("agent", plan.agents(), plan.agents())) {
            Competition competition = new Competition(agents, threads);
            Board end = compete(competition, reader, names, network);
            boolean agreed = network.awaitAgreement(GOAL);
            List<Finding> findings = new ArrayList<>();
            if (plan.nodes() > 1) {
                findings.add(agreement(clients, agreed));
            }
            findings.add(counted(competition, before, end));
            findings.add(proved(client, end));
            end.best()
                    .ifPresent(best -> output.say(
                            new Ending(output.style()).best(best, best.contributorId(), competition.firstBest())));
            Optional<Anchored> anchored = plan.anchored()
                    ? Optional.of(new Anchoring(network, client, output, stop).settle(end))
                    : Optional.empty();
            anchored.map(Anchored::finding).ifPresent(findings::add);
            return new Played(competition, end, agreed, anchored, findings);
        }
    }

    private List<Agent> agents(List<ApiClient> clients) {
        long run = WallClock.system().millis();
        SplitMix64 seeds = new SplitMix64(plan.seed());
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < plan.agents(); i++) {
            Search search = new Search(Textbook.policy(i), new SplitMix64(seeds.nextLong()));
            ApiClient client = clients.get(i % clients.size());
            agents.add(new Agent(Names.of(i), client, run, search, stop));
        }
        return agents;
    }

    private Board compete(Competition competition, BoardReader reader, List<String> names, DemoNetwork network) {
        String where = plan.nodes() == 1 ? "" : " on " + plan.nodes() + " nodes";
        String title = "IAN demo: " + plan.agents() + " agents" + where + " compete for " + GOAL;
        Frame frame = new Frame(output.style(), title, plan.contributions(), names);
        Board board = reader.read();
        Pace pace = new Pace(plan.pace(), clock, stop);
        try (LiveView view = new LiveView(output.out(), output.style(), frame, plan.contributions(), clock)) {
            while (competition.contributions() < plan.contributions()) {
                long roundStarted = clock.nanos();
                competition.round(plan.contributions() - competition.contributions(), board.leaders(LEADERS), pace);
                // What an agent of another node found is there to learn from in the next round.
                network.awaitAgreement(GOAL);
                board = reader.read();
                view.show(competition, board);
                rest(
                        view.isWatched() && plan.pace().isEmpty()
                                ? pause().toNanos() - (clock.nanos() - roundStarted)
                                : 0);
            }
        }
        return board;
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

    private static Finding agreement(List<ApiClient> clients, boolean agreed) {
        Set<String> roots = new TreeSet<>();
        for (ApiClient client : clients) {
            JsonNode status = client.get("/api/v1/status/" + GOAL);
            roots.add(status.path("log_root").asText().substring(0, ROOT_SHOWN) + " and "
                    + status.path("leaderboard_root").asText().substring(0, ROOT_SHOWN));
        }
        return new Finding(
                "all " + clients.size() + " nodes have the same log and leaderboard",
                "roots " + String.join("; ", roots),
                agreed && roots.size() == 1 ? Optional.empty() : Optional.of("they differ"));
    }

    private static Finding counted(Competition competition, long before, Board end) {
        boolean equal = end.logSize() == before + competition.accepted();
        String detail = competition.accepted() + " of " + competition.contributions() + " accepted, the log has "
                + end.logSize() + " entries" + (before == 0 ? "" : " of which " + before + " were there before");
        return new Finding(
                "every accepted contribution is in the log",
                detail,
                equal ? Optional.empty() : Optional.of("the numbers differ"));
    }

    private static Finding proved(ApiClient client, Board end) {
        String what = "inclusion proof of the best entry";
        if (end.best().isEmpty()) {
            return new Finding(what, "there is none", Optional.of("nothing was accepted"));
        }
        Board.Entry best = end.best().get();
        JsonNode data = client.get(
                "/api/v1/proof/" + GOAL + "/by-id/" + best.contributionId().hex());
        LogProof answer = LogProof.read(data);
        String detail = "leaf " + answer.proof().leafIndex() + " of "
                + answer.proof().treeSize() + " leads through "
                + answer.proof().siblings().size()
                + " hashes to the log root";
        return new Finding(
                what,
                detail,
                answer.fault(Optional.of(best.contributionId()), Optional.empty(), Optional.of(end.logRoot())));
    }

    private DemoSummary summary(Played played, double seconds, boolean verified) {
        Competition competition = played.competition();
        Board end = played.end();
        return new DemoSummary(
                GOAL,
                plan.nodes(),
                competition.contributions(),
                competition.accepted(),
                competition.rejected(),
                end.logSize(),
                end.logRoot().hex(),
                end.leaderboardRoot().hex(),
                competition.firstBest().map(Result::score).orElse(null),
                end.best().map(best -> best.result().score()).orElse(null),
                end.best().flatMap(Board.Entry::policy).map(Demo::json).orElse(null),
                Math.round(seconds * 1000) / 1000.0,
                played.agreed(),
                played.anchored().map(Anchored::size).orElse(0),
                played.anchored()
                        .map(Anchored::root)
                        .orElse(Finality.NONE.root())
                        .hex(),
                played.anchored().filter(Anchored::verified).isPresent(),
                verified);
    }

    private static JsonNode json(Policy policy) {
        try {
            return new ObjectMapper().readTree(PolicyWriter.write(policy));
        } catch (IOException e) {
            throw new UncheckedIOException("a written policy is JSON", e);
        }
    }
}
