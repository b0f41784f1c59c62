package network.ian.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import network.ian.api.http.ApiJson;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.view.AnchorControl;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.AnchorView;
import network.ian.core.view.Finality;
import network.ian.core.view.PeerSummary;
import network.ian.core.view.TauStatus;
import org.junit.jupiter.api.Test;

class WatchesTest {

    private static final Hash HASH = Sha256.of(new byte[] {1});

    private final List<String> told = new ArrayList<>();

    private void note(Happening happening) {
        JsonNode data = ApiJson.parseOwn(ApiJson.write(happening.data().get()));
        told.add(happening.type() + " " + data);
    }

    private List<String> after(Consumer<Consumer<Happening>> look) {
        told.clear();
        look.accept(this::note);
        return List.copyOf(told);
    }

    @Test
    void whoComesAndGoesIsToldOnceAlsoWhoComesBack() {
        List<PeerSummary> connected = new ArrayList<>();
        PeerWatch watch = new PeerWatch(() -> connected);
        assertThat(after(watch::look)).isEmpty();
        connected.add(peer("aa", true, 1));
        connected.add(peer("bb", false, 2));
        assertThat(after(watch::look))
                .containsExactly(
                        "peer_connected {\"node_id\":\"aa\",\"address\":\"h:1\",\"direction\":\"outbound\",\"score\":99.5}",
                        "peer_connected {\"node_id\":\"bb\",\"address\":\"h:1\",\"direction\":\"inbound\",\"score\":99.5}");
        assertThat(after(watch::look)).isEmpty();
        connected.set(0, peer("aa", false, 3));
        assertThat(after(watch::look))
                .satisfiesExactly(
                        gone -> assertThat(gone).startsWith("peer_disconnected {\"node_id\":\"aa\""),
                        back -> assertThat(back)
                                .startsWith("peer_connected {\"node_id\":\"aa\"")
                                .contains("inbound"));
        connected.clear();
        assertThat(after(watch::look)).hasSize(2).allMatch(event -> event.startsWith("peer_disconnected"));
    }

    @Test
    void anchorsAreToldWhenTheyComeAndWhenTheySettleAndListedOnlyWhenSomethingChanged() {
        FakeChain chain = new FakeChain();
        AnchorWatch watch = new AnchorWatch(chain, () -> List.of("G"));
        chain.anchors.add(anchor(1, true));
        assertThat(after(watch::look)).as("what stood there is no news").isEmpty();
        for (int i = 0; i < 20; i++) {
            after(watch::look);
        }
        assertThat(chain.listed).isEqualTo(1);
        chain.anchors.add(anchor(2, false));
        chain.head++;
        assertThat(after(watch::look))
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .startsWith("tau_commit {\"block\":12,")
                        .contains("\"sequence\":2,\"size\":20,")
                        .contains("\"settled\":false,\"transaction\":\"" + HASH.hex()));
        assertThat(after(watch::look)).isEmpty();
        // By time alone, so that neither the head nor what is final changes.
        chain.anchors.set(1, anchor(2, true));
        List<String> settled = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            settled.addAll(after(watch::look));
        }
        assertThat(settled).singleElement().satisfies(event -> assertThat(event).contains("\"settled\":true"));
        assertThat(chain.listed).isEqualTo(3);
    }

    private static PeerSummary peer(String id, boolean outbound, long since) {
        return new PeerSummary(
                id,
                "h:1",
                outbound,
                "",
                99.5,
                false,
                false,
                OptionalDouble.empty(),
                since,
                OptionalLong.empty(),
                Map.of());
    }

    private static AnchorSummary anchor(long sequence, boolean settled) {
        AnchorSummary.State state = settled ? AnchorSummary.State.FROZEN : AnchorSummary.State.UNSETTLED;
        return new AnchorSummary(
                sequence, (int) sequence * 10, HASH, HASH, 10 + sequence, HASH, HASH, 1, 1, settled, state, "");
    }

    /** A chain as a test wants it, which counts how often its anchors are listed. */
    private static final class FakeChain implements AnchorView {
        private final List<AnchorSummary> anchors = new ArrayList<>();
        private int head;
        private int listed;

        @Override
        public Finality finality(String goalId) {
            return Finality.NONE;
        }

        @Override
        public List<AnchorSummary> anchors(String goalId) {
            listed++;
            return List.copyOf(anchors);
        }

        @Override
        public int disagreements(String goalId) {
            return 0;
        }

        @Override
        public TauStatus tau() {
            TauStatus none = TauStatus.NONE;
            return new TauStatus(
                    none.address(),
                    true,
                    none.env(),
                    Optional.of(new TauStatus.Head(head, HASH)),
                    none.breaker(),
                    none.commits(),
                    none.problem());
        }

        @Override
        public AnchorControl control() {
            return AnchorControl.NONE;
        }
    }
}
