package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import network.ian.p2p.wire.GoodbyeReason;
import org.junit.jupiter.api.Test;

/** Who may come in: as many as there are slots, few of one prefix, a node once, and nobody when it stops. */
class SlotsTest {

    private final FakeNetwork network = new FakeNetwork(7);
    private final Connections connections = new Connections();

    @Test
    void inboundLeavesRoomForOutbound() {
        FakeNode node = network.lone(20, 8);
        int admitted = 0;
        for (int i = 0; i < 12; i++) {
            admitted += node.discovery
                            .refuses(connections.inbound(i + 1, "203." + i + ".0.1"))
                            .isEmpty()
                    ? 1
                    : 0;
        }
        assertThat(admitted).isEqualTo(12);
        assertThat(node.discovery.summary().inbound()).isEqualTo(12);
        for (int i = 12; i < 80; i++) {
            admitted += node.discovery
                            .refuses(connections.inbound(i + 1, "203." + i + ".0.1"))
                            .isEmpty()
                    ? 1
                    : 0;
        }
        assertThat(node.discovery.summary().inbound()).isEqualTo(12);
        assertThat(node.discovery.summary().visitors()).isEqualTo(SlotRules.VISITORS);
        assertThat(admitted).isEqualTo(12 + SlotRules.VISITORS);
    }

    @Test
    void prefixHasFourInboundLoopbackAsManyAsItLikes() {
        assertThat(admitted("203.0.113.")).isEqualTo(4);
        assertThat(admitted("10.0.0.")).isEqualTo(32);
        assertThat(admitted("127.0.0.")).isEqualTo(40);
    }

    @Test
    void reconnectingNodeTakesItsOwnSlot() {
        FakeNode node = network.lone(2, 1);
        assertThat(node.discovery.refuses(connections.inbound(1, "203.0.113.1")))
                .isEmpty();
        assertThat(node.discovery.refuses(connections.inbound(1, "203.0.113.1")))
                .isEmpty();
        assertThat(node.discovery.summary().inbound()).isEqualTo(1);
        assertThat(node.discovery.summary().visitors()).isZero();
    }

    @Test
    void stoppedNodeLetsNobodyIn() {
        FakeNode node = network.lone(50, 8);
        node.discovery.stop();
        assertThat(node.discovery.refuses(connections.inbound(1, "203.0.113.1")))
                .contains(GoodbyeReason.SHUTTING_DOWN);
    }

    private int admitted(String network24) {
        FakeNode node = network.lone(200, 8);
        int admitted = 0;
        for (int i = 1; i <= 40; i++) {
            admitted += node.discovery
                            .refuses(connections.inbound(i, network24 + i))
                            .isEmpty()
                    ? 1
                    : 0;
        }
        return admitted;
    }
}
