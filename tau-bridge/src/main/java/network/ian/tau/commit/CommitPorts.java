package network.ian.tau.commit;

import java.time.Clock;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.Finalities;
import network.ian.core.runtime.MonotonicClock;
import network.ian.tau.client.TauNode;

/**
 * What the committer needs from outside.
 *
 * @param node used by the committer's thread
 * @param logSize entries in a goal's log now, by topic; answers at once
 * @param wall for expiry and what people read
 * @param time for waits
 * @param random for jitter
 */
public record CommitPorts(
        TauNode node,
        Finalities finalities,
        ChainLookup chain,
        ToIntFunction<Hash> logSize,
        OutboxStore outbox,
        Clock wall,
        MonotonicClock time,
        RandomGenerator random,
        CommitTelemetry telemetry) {}
