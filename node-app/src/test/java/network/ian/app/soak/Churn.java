package network.ian.app.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.endtoend.NodeProcess;
import network.ian.tau.devnode.DevNode;

/** Nodes that are killed or stopped and come back, one that comes empty and leaves, a chain that is away for a while. */
final class Churn {

    private static final Duration CATCH_UP = Duration.ofMinutes(2);

    private final Fleet fleet;
    private final List<NodeProcess> victims;
    private final Callable<NodeProcess> newcomer;
    private final DevNode chain;
    private NodeProcess guest;
    private int turns;
    private int kills;
    private int stops;
    private int guests;
    private int outages;

    /**
     * @param victims those that come back on their data
     * @param newcomer starts a node that knows the others, with no data yet
     */
    Churn(Fleet fleet, List<NodeProcess> victims, Callable<NodeProcess> newcomer, DevNode chain) {
        this.fleet = fleet;
        this.victims = List.copyOf(victims);
        this.newcomer = newcomer;
        this.chain = chain;
    }

    void start(Paced paced, Duration every) {
        paced.start("churn", every, () -> {
            // The first turn is at once, when there is nothing to lose yet.
            if (turns++ > 0) {
                turn(turns - 2, paced);
            }
        });
    }

    @Override
    public String toString() {
        return kills + " times kill -9, " + stops + " times SIGTERM, " + guests + " guests, " + outages
                + " outages of the chain";
    }

    /** Killed by force, and back. */
    void kill(NodeProcess node) {
        fleet.kill(node);
        back(node);
        kills++;
    }

    private void turn(int number, Paced paced) throws Exception {
        NodeProcess victim = victims.get(number / 4 % victims.size());
        switch (number % 4) {
            case 0 -> kill(victim);
            case 1 -> arrive();
            case 2 -> stop(victims.get((number / 4 + 1) % victims.size()));
            default -> {
                depart();
                outage(paced);
            }
        }
    }

    private void stop(NodeProcess node) {
        fleet.leaves(node);
        assertThat(node.stop().exitCode()).as("exit code after SIGTERM").isZero();
        back(node);
        stops++;
    }

    private void back(NodeProcess node) {
        node.start();
        fleet.arrived(node);
        Fleet.awaitCaughtUp(node, CATCH_UP);
    }

    private void arrive() throws Exception {
        guest = newcomer.call();
        fleet.arrived(guest);
        Fleet.awaitCaughtUp(guest, CATCH_UP);
        guests++;
    }

    /** For good: the next guest is another one. */
    void depart() {
        if (guest != null) {
            fleet.leaves(guest);
            assertThat(guest.stop().exitCode()).as("exit code after SIGTERM").isZero();
            guest = null;
        }
    }

    private void outage(Paced paced) throws InterruptedException, IOException {
        chain.down();
        paced.endsWithin(Duration.ofSeconds(12));
        chain.up();
        outages++;
    }
}
