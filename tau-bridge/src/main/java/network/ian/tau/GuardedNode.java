package network.ian.tau;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import network.ian.core.config.HostPort;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.runtime.NamedThreads;
import network.ian.tau.client.GuardSettings;
import network.ian.tau.client.GuardedTau;
import network.ian.tau.client.LineTauNode;
import network.ian.tau.client.Pause;
import network.ian.tau.client.TauBreaker;
import network.ian.tau.client.TauConnector;

/**
 * The configured Tau node behind its circuit breaker, over two connections: downloads of the chain do not hold the committer up,
 * and the node's rate limit is one of connections.
 */
final class GuardedNode implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HostPort address;
    private final NodeEnvironment environment;
    private final TauBreaker breaker;
    private final ScheduledThreadPoolExecutor alarm =
            new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("tau-alarm"));
    private final GuardedTau watching;
    private final GuardedTau committing;

    GuardedNode(HostPort address, NodeEnvironment environment) {
        this.address = address;
        this.environment = environment;
        this.breaker = new TauBreaker(GuardSettings.RUNBOOK, environment.ticker());
        alarm.setRemoveOnCancelPolicy(true);
        this.watching = connection();
        this.committing = connection();
    }

    TauBreaker breaker() {
        return breaker;
    }

    GuardedTau forWatching() {
        return watching;
    }

    GuardedTau forCommitting() {
        return committing;
    }

    @Override
    public void close() {
        watching.close();
        committing.close();
        alarm.shutdownNow();
    }

    private GuardedTau connection() {
        LineTauNode line =
                new LineTauNode(TauConnector.to(address, CONNECT), ANSWER, environment.ticker(), Pause.ofThread());
        return new GuardedTau(line, breaker, GuardSettings.RUNBOOK, alarm, environment.entropy(), Pause.ofThread());
    }
}
