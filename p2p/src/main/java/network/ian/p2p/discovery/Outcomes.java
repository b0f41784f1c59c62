package network.ian.p2p.discovery;

import java.time.Duration;
import network.ian.p2p.wire.GoodbyeReason;

/** What the end of an outbound connection says of its address. Nobody's score is touched. */
final class Outcomes {

    private static final Duration MISFIT = Duration.ofHours(1);
    /** An operator named the address, and will mend what is wrong: a ban by mistake, a version to be upgraded. */
    private static final Duration FIXED_MISFIT = Duration.ofMinutes(1);

    private static final Duration UNWELCOME = Duration.ofMinutes(10);
    private static final Duration CROWDED_NETWORK = Duration.ofMinutes(5);
    private static final Duration DOUBLE = Duration.ofSeconds(10);
    private static final long FIXED_LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    private static final long CROWDED_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long CROWDED_FIXED_NANOS = Duration.ofSeconds(15).toNanos();

    private final Self self;
    private final AddressBook book;
    private final DialHistory history;

    Outcomes(Self self, AddressBook book, DialHistory history) {
        this.self = self;
        this.book = book;
        this.history = history;
    }

    /** @param fixed whether the address is a seed's or a pinned peer's, which are tried again within a minute or so */
    void unreachable(Endpoint endpoint, boolean fixed) {
        history.failed(endpoint, fixed ? FIXED_LONGEST_NANOS : DialHistory.LONGEST_NANOS);
    }

    /** @param lasted whether it had been up for 30 s or more */
    void ended(Endpoint endpoint, GoodbyeReason reason, boolean lasted, boolean fixed) {
        if (lasted) {
            history.cleared(endpoint);
        }
        switch (reason) {
            case BANNED, NETWORK_MISMATCH, VERSION_MISMATCH -> history.pause(endpoint, fixed ? FIXED_MISFIT : MISFIT);
            case LOW_SCORE, OPERATOR -> history.pause(endpoint, UNWELCOME);
            case TOO_MANY_FROM_PREFIX -> history.pause(endpoint, CROWDED_NETWORK);
            case TOO_MANY_PEERS -> history.crowded(endpoint, fixed ? CROWDED_FIXED_NANOS : CROWDED_NANOS);
            case DUPLICATE_CONNECTION, REPLACED -> history.pause(endpoint, DOUBLE);
            case SELF_CONNECTION -> {
                self.found(endpoint);
                book.at(endpoint).ifPresent(book::remove);
            }
            case SHUTTING_DOWN, MALFORMED, PROTOCOL_VIOLATION, HANDSHAKE_TIMEOUT, UNRESPONSIVE, TOO_SLOW, CLOSED ->
                unreachable(endpoint, fixed);
        }
    }
}
