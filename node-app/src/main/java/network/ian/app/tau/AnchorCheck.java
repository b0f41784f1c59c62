package network.ian.app.tau;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.GoalChoice;
import network.ian.client.proof.GrowthProof;
import network.ian.core.config.HostPort;
import network.ian.core.finality.ChainExchange.Tip;
import network.ian.core.finality.SettledAnchor;
import network.ian.core.goal.AnchorSpec;
import network.ian.core.goal.GoalSpec;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WallClock;
import network.ian.core.view.AnchorSummary;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.chain.AnchorOnChain;
import network.ian.tau.chain.ChainGoal;
import network.ian.tau.chain.ChainLimits;
import network.ian.tau.chain.ChainStatus;
import network.ian.tau.chain.NodeRead;
import network.ian.tau.client.LineTauNode;
import network.ian.tau.client.Pause;
import network.ian.tau.client.TauConnector;
import network.ian.tau.client.TauException;
import network.ian.tau.client.TauNode;

/**
 * Checks a goal's anchors from both ends: a Tau node shows the chain, which is verified from block 0 on, and an IAN node shows the
 * log, whose roots must be the anchored ones. Neither is trusted, and nothing is kept.
 */
public final class AnchorCheck {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int MOST_READS = 64;
    private static final Set<String> REFUSED =
            Set.of(AnchorSummary.State.CONTRADICTS.name(), AnchorSummary.State.INADMISSIBLE.name());

    /** One anchor, and why the log does not agree with it; empty if it does, or if it does not count yet. */
    public record Checked(AnchorOnChain onChain, SettledAnchor anchor, Optional<String> fault) {}

    /**
     * What was found.
     *
     * @param tip best verified block; empty if only block 0 was shown
     * @param blocks verified behind block 0, abandoned ones included
     * @param logSize entries that the IAN node has
     * @param anchors in the chain's order
     * @param fault the first thing that is wrong; empty if nothing is
     */
    public record Report(
            String goalId, Optional<Tip> tip, int blocks, long logSize, List<Checked> anchors, Optional<String> fault) {

        public boolean ok() {
            return fault.isEmpty();
        }

        /** Anchors that count. */
        public long settled() {
            return anchors.stream().filter(anchor -> anchor.onChain().settled()).count();
        }
    }

    private final ApiClient node;
    private final GoalSpec goal;

    private AnchorCheck(ApiClient node, GoalSpec goal) {
        this.node = node;
        this.goal = goal;
    }

    /**
     * Checks one goal.
     *
     * @param node shows the rules and the log
     * @param tau where a Tau node shows the chain
     * @throws CommandFailure if one of them does not answer, or if the goal has no anchor
     */
    public static Report run(ApiClient node, String goalId, HostPort tau) {
        GoalSpec goal = GoalChoice.rules(node, goalId);
        AnchorSpec spec = goal.anchor()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "the rules of " + goalId + " name no anchor: nothing of it becomes final"));
        ChainGoal chained = new ChainGoal(goal.goalId(), goal.topic(), spec);
        Path scratch = null;
        try {
            scratch = Files.createTempDirectory("ian-tau-verify-");
            try (AnchorChains chains =
                    AnchorChains.open(List.of(chained), scratch, ChainLimits.DEFAULT, WallClock.system())) {
                read(chains, tau);
                return new AnchorCheck(node, goal).compare(chains);
            }
        } catch (IOException | TauException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, List.of("the Tau node at " + tau + ": " + e.getMessage()), e);
        } finally {
            delete(scratch);
        }
    }

    private static void read(AnchorChains chains, HostPort tau) throws IOException, TauException {
        try (TauNode from =
                new LineTauNode(TauConnector.to(tau, CONNECT), ANSWER, MonotonicClock.system(), Pause.ofThread())) {
            boolean again = true;
            for (int reads = 0; again && reads < MOST_READS; reads++) {
                try (NodeRead read = chains.read()) {
                    from.blocks(read);
                    again = read.isWorthRepeating();
                }
            }
        }
    }

    private Report compare(AnchorChains chains) {
        ChainStatus status = chains.status(goal.topic());
        JsonNode state = node.get("/api/v1/status/" + goal.goalId());
        long size = state.path("log_size").asLong();
        List<Checked> all = new ArrayList<>();
        long before = 0;
        for (AnchorOnChain onChain : chains.anchors(goal.topic()).anchors()) {
            Optional<SettledAnchor> prefix = onChain.prefix();
            if (prefix.isPresent()) {
                SettledAnchor anchor = prefix.get();
                Optional<String> fault = onChain.settled() ? fault(anchor, before, size) : Optional.empty();
                all.add(new Checked(onChain, anchor, fault));
                before = Math.max(before, anchor.size());
            }
        }
        Optional<String> fault = status.wrongNetwork()
                ? Optional.of("the Tau node follows another network: its block 0 is not the pinned one")
                : all.stream()
                        .flatMap(checked -> checked.fault().stream()
                                .map(words -> "anchor " + checked.anchor().sequence() + ": " + words))
                        .findFirst();
        return new Report(goal.goalId(), status.tip(), status.blocks(), size, all, fault);
    }

    private Optional<String> fault(SettledAnchor anchor, long before, long logSize) {
        if (anchor.size() < before) {
            return Optional.of("it shrinks the prefix from " + before + " to " + anchor.size() + " entries");
        }
        if (anchor.size() > logSize) {
            return Optional.of("it has " + anchor.size() + " entries, the node's log only " + logSize);
        }
        JsonNode proof = node.get("/api/v1/consistency/" + goal.goalId() + "?from=" + anchor.size());
        GrowthProof growth = GrowthProof.read(proof);
        if (growth.from() != anchor.size() || !growth.fromRoot().equals(anchor.logRoot())) {
            return Optional.of("the node's first " + anchor.size() + " entries have root " + growth.fromRoot()
                    + ", the anchor says " + anchor.logRoot());
        }
        return growth.isProved()
                ? leaderboard(anchor)
                : Optional.of("the node does not prove that its log begins with that prefix");
    }

    /**
     * A leaderboard root over a prefix can only be had from whoever has the entries: the node says what it found. It may not have
     * heard of a new anchor yet, whose root is that of its log all the same.
     */
    private Optional<String> leaderboard(SettledAnchor anchor) {
        for (JsonNode said : node.get("/api/v1/anchors/" + goal.goalId() + "?limit=1&from=" + anchor.sequence())
                .path("anchors")) {
            if (said.path("sequence").asLong(-1) == anchor.sequence() && isRefused(said, anchor)) {
                return Optional.of("the node does not confirm it: " + shown(said));
            }
        }
        return Optional.empty();
    }

    private static boolean isRefused(JsonNode said, SettledAnchor anchor) {
        return REFUSED.contains(said.path("state").asText())
                || !said.path("log_root").asText().equals(anchor.logRoot().hex())
                || !said.path("leaderboard_root")
                        .asText()
                        .equals(anchor.leaderboardRoot().hex());
    }

    private static String shown(JsonNode said) {
        return TerminalText.escape(
                said.path("state").asText() + " " + said.path("detail").asText(), 300);
    }

    private static void delete(Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // What is left is in the system's directory for temporary files.
        }
    }
}
