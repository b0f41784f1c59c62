package network.ian.p2p.score;

import java.util.Locale;
import network.ian.p2p.wire.MessageType;

/**
 * Messages that share a budget; also the metric label {@code scope} of {@code ian_rate_limit_violations_total}. The figures are
 * those of a peer with score 100. They are there to bound what one peer can cost, not to shape traffic: the busiest honest node,
 * which passes on 25,000 contributions a second, stays within half of them.
 */
public enum Scope {
    /** What spreads new contributions and new blocks. What is dropped comes by reconciliation, or is told again. */
    PEER_GOSSIP(50_000, 64L << 20),
    /** What makes this node work or send. */
    PEER_REQUEST(2_000, 16L << 20),
    /** What this node has asked for: a fresh node takes in 20,000 entries a second in frames of 256 KiB. */
    PEER_ANSWER(10_000, 256L << 20),
    PEER_CONTROL(50, 4L << 20);

    private final double messages;
    private final double bytes;

    Scope(double messages, double bytes) {
        this.messages = messages;
        this.bytes = bytes;
    }

    static Scope of(MessageType type) {
        return switch (type) {
            case PUSH, ANNOUNCE, PRUNE, CHAIN_TIP -> PEER_GOSSIP;
            case FETCH, GRAFT, ASK_ROOTS, ASK_PEERS, ASK_CHAIN, ASK_PREFIX -> PEER_REQUEST;
            case ENTRIES, RECONCILE, RECONCILE_END, ROOTS, PEERS, PONG, CHAIN, PREFIX -> PEER_ANSWER;
            case HELLO, GOODBYE, PING, STATUS -> PEER_CONTROL;
        };
    }

    /** Messages a second. */
    double messages() {
        return messages;
    }

    /** Bytes a second. */
    double bytes() {
        return bytes;
    }

    /** The metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
