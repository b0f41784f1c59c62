package network.ian.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.view.AnchorControl;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.AnchorView;
import network.ian.core.view.Finality;
import network.ian.core.view.TauStatus;

/** An anchor as a test wants it, which takes note of the orders it gets. */
final class FakeAnchors implements AnchorView, AnchorControl {

    static final Hash ROOT = Sha256.of(new byte[] {1});

    final List<String> orders = new ArrayList<>();
    TauStatus.Breaker breaker = TauStatus.Breaker.CLOSED;
    Optional<String> problem = Optional.empty();
    AnchorSummary.State second = AnchorSummary.State.UNSETTLED;

    @Override
    public Finality finality(String goalId) {
        return new Finality(Finality.Source.TAU, 7, ROOT, 1);
    }

    @Override
    public List<AnchorSummary> anchors(String goalId) {
        return List.of(
                anchor(3, 7, true, AnchorSummary.State.FROZEN, ""),
                anchor(4, 9, second != AnchorSummary.State.UNSETTLED, second, "one of three confirmations"));
    }

    private static AnchorSummary anchor(
            long sequence, int size, boolean settled, AnchorSummary.State state, String detail) {
        long time = RunningApi.NOW_MS / 1000 - 60 + sequence;
        return new AnchorSummary(
                sequence, size, ROOT, ROOT, 10 + sequence, ROOT, ROOT, time, 20 - sequence, settled, state, detail);
    }

    @Override
    public int disagreements(String goalId) {
        return second == AnchorSummary.State.CONTRADICTS ? 1 : 0;
    }

    @Override
    public TauStatus tau() {
        return new TauStatus(
                Optional.of(new HostPort("tau.example", 12345)),
                true,
                Optional.of("test"),
                Optional.of(new TauStatus.Head(33, ROOT)),
                breaker,
                Optional.of(new TauStatus.Commits(
                        "ab".repeat(48), "in_flight", "sent", false, 1, 5, 2, OptionalLong.of(990), 17)),
                problem);
    }

    @Override
    public AnchorControl control() {
        return this;
    }

    @Override
    public CompletableFuture<Boolean> commitNow() {
        orders.add("commit");
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Boolean> resetBreaker() {
        orders.add("reset");
        return CompletableFuture.completedFuture(false);
    }
}
