package network.ian.tau.devnode;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.ian.core.runtime.MonotonicClock;

/**
 * How a stand-in runs.
 *
 * @param host to listen at; a name or an address
 * @param port 0 for any free one
 * @param blockEvery how long after a transaction's arrival a block is made (2 s at most once ten wait), or how often if there
 *     are empty blocks; zero: never by itself, only by {@link ChainLevers}
 * @param emptyBlocks real nodes make none
 * @param environment what {@code hello} says: {@code test} as on the test network
 * @param chainFile where the blocks are kept; empty: nowhere
 * @param clock for expiry and the time of blocks
 * @param ticks for rate limits
 * @param random for mischief that comes by chance
 */
public record DevNodeOptions(
        String host,
        int port,
        Duration blockEvery,
        boolean emptyBlocks,
        String environment,
        Optional<Path> chainFile,
        Clock clock,
        MonotonicClock ticks,
        RandomGenerator random) {

    /** As a real node: loopback, any port, blocks about 30 s after a transaction, no empty ones, nothing kept. */
    public static DevNodeOptions like(Clock clock, MonotonicClock ticks, RandomGenerator random) {
        return new DevNodeOptions(
                "127.0.0.1", 0, Duration.ofSeconds(30), false, "test", Optional.empty(), clock, ticks, random);
    }

    public DevNodeOptions at(String anotherHost, int anotherPort) {
        return new DevNodeOptions(
                anotherHost, anotherPort, blockEvery, emptyBlocks, environment, chainFile, clock, ticks, random);
    }

    /** Blocks at another pace; a declared deviation from a real node. */
    public DevNodeOptions withBlocks(Duration every, boolean empty) {
        return new DevNodeOptions(host, port, every, empty, environment, chainFile, clock, ticks, random);
    }

    /** Blocks only when {@link ChainLevers} say so. */
    public DevNodeOptions withoutTimer() {
        return withBlocks(Duration.ZERO, false);
    }

    public DevNodeOptions keeping(Path file) {
        return new DevNodeOptions(
                host, port, blockEvery, emptyBlocks, environment, Optional.of(file), clock, ticks, random);
    }
}
