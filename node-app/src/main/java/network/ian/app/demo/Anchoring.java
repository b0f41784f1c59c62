package network.ian.app.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.ApiClient;
import network.ian.app.lifecycle.StopSignal;
import network.ian.app.tau.AnchorCheck;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.view.Finality;

/** Has the last root of a demo anchored, and waits until everybody has verified it. */
final class Anchoring {

    private static final String GOAL = GoalCatalog.DEMO_GOAL;
    private static final Duration MARGIN = Duration.ofMillis(500);
    private static final String ITSELF = "this program, from block 0 on";

    private final DemoNetwork network;
    private final ApiClient client;
    private final DemoOutput output;
    private final StopSignal stop;

    Anchoring(DemoNetwork network, ApiClient client, DemoOutput output, StopSignal stop) {
        this.network = network;
        this.client = client;
        this.output = output;
        this.stop = stop;
    }

    /** Takes about 15 s: the lag, the blocks, three confirmations. */
    Anchored settle(Board end) {
        output.say(List.of("anchoring the log: once its newest entry is " + DemoAnchor.LAG.toSeconds()
                + " s old, and three blocks have confirmed it"));
        if (stop.await(DemoAnchor.LAG.plus(MARGIN))) {
            throw new CommandFailure(ExitCode.FAILED, "stopped before the end");
        }
        Optional<String> refused = commit();
        boolean everywhere = network.awaitAnchors(() -> isFinal(end));
        if (stop.isRequested()) {
            throw new CommandFailure(ExitCode.FAILED, "stopped before the end");
        }
        return judged(refused, everywhere);
    }

    private Optional<String> commit() {
        try {
            network.committer().anchors().control().commitNow().join();
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()));
        }
    }

    private boolean isFinal(Board end) {
        return network.finalities(GOAL).values().stream()
                .allMatch(finality ->
                        finality.size() == end.logSize() && finality.root().equals(end.logRoot()));
    }

    private Anchored judged(Optional<String> refused, boolean everywhere) {
        Map<String, Finality> all = network.finalities(GOAL);
        Finality own = all.values().iterator().next();
        AnchorCheck.Report check =
                AnchorCheck.run(client, GOAL, network.anchor().orElseThrow().address());
        String others = all.entrySet().stream()
                .skip(1)
                .filter(node -> node.getValue().size() == own.size()
                        && node.getValue().root().equals(own.root()))
                .map(node -> node.getKey() + " (from " + words(node.getValue().source()) + ")")
                .collect(Collectors.joining(", "));
        String witnesses = check.ok() ? others + (others.isEmpty() ? "" : " and ") + ITSELF : others;
        return new Anchored(own.size(), own.root(), witnesses, fault(refused, everywhere, check, all));
    }

    private static Optional<String> fault(
            Optional<String> refused, boolean everywhere, AnchorCheck.Report check, Map<String, Finality> all) {
        if (!everywhere) {
            String sizes = all.entrySet().stream()
                    .map(node -> node.getKey() + " has " + node.getValue().size())
                    .collect(Collectors.joining(", "));
            return Optional.of("not all of them within 90 s: " + sizes
                    + refused.map(reason -> ", the committer says: " + reason).orElse(""));
        }
        return check.fault();
    }

    private static String words(Finality.Source source) {
        return switch (source) {
            case TAU -> "the chain";
            case PEERS -> "peers";
            case NONE -> "nowhere";
        };
    }
}
