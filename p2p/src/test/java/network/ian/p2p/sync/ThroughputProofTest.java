package network.ian.p2p.sync;

import static network.ian.p2p.sync.CatchUpTest.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What catching up costs the protocol's thread, and how long it takes in virtual time. */
@Tag("proof")
class ThroughputProofTest {

    @Test
    void aFreshNodeFetchesHundredThousands() {
        int entries = 300_000;
        Wiring wiring = new Wiring(7);
        List<TestNode> full = List.of(wiring.node(), wiring.node(), wiring.node());
        full.forEach(node -> holding(node, 0, entries));
        TestNode fresh = wiring.node();
        full.forEach(node -> wiring.link(fresh, node));
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long begun = wiring.clock().nanos();
        assertThat(wiring.runUntil(() -> fresh.goal().size() == entries, Duration.ofMinutes(10)))
                .isTrue();
        double cpuSeconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        double seconds = (wiring.clock().nanos() - begun) / 1e9;
        System.out.printf(
                "%d entries, 3 suppliers, 40 ms round trip: %.1f virtual s; %.1f s of CPU for all four nodes and the"
                        + " fixture, %.0f entries/s of CPU; reconciliation %d bytes, bodies twice %d%n",
                entries,
                seconds,
                cpuSeconds,
                entries / cpuSeconds,
                fresh.inbox().reconcileBytes(),
                fresh.inbox().wholeEntries() - entries);
        assertThat(entries / seconds).isGreaterThan(20_000);
    }
}
