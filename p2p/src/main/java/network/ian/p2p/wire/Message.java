package network.ian.p2p.wire;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/** What nodes say to each other: one record for each type of frame (docs/PROTOCOL.md). Immutable. */
public sealed interface Message {

    MessageType type();

    /**
     * The first frame in both directions.
     *
     * @param protocol version of this protocol that the sender speaks
     * @param networkId 1 to 64 characters of {@code [A-Za-z0-9._-]}
     * @param agent the sender's software, printable, 0 to 64 characters; information only
     * @param timeMs the sender's wall clock, milliseconds since the epoch; information only
     * @param address where the sender can be reached, if it says so
     * @param heads the goals that the sender takes part in, 0 to 256, each topic once
     */
    record Hello(
            int protocol,
            String networkId,
            String agent,
            long timeMs,
            Optional<AddressRecord> address,
            List<Head> heads)
            implements Message {
        @Override
        public MessageType type() {
            return MessageType.HELLO;
        }
    }

    /**
     * The last frame before the sender closes.
     *
     * @param detail printable, 0 to 255 bytes; for the other side's log
     */
    record Goodbye(GoodbyeReason reason, String detail) implements Message {

        /** Says {@code detail} as far as it may be sent: without what is not printable, cut to 255 bytes. */
        public static Goodbye saying(GoodbyeReason reason, String detail) {
            return new Goodbye(reason, WireText.fitting(detail, WireLimits.DETAIL_BYTES));
        }

        @Override
        public MessageType type() {
            return MessageType.GOODBYE;
        }
    }

    /** Asks for a {@link Pong} with the same number. */
    record Ping(long nonce) implements Message {
        @Override
        public MessageType type() {
            return MessageType.PING;
        }
    }

    record Pong(long nonce) implements Message {
        @Override
        public MessageType type() {
            return MessageType.PONG;
        }
    }

    /** The goals whose heads changed since the sender last said so; 1 to 256. */
    record Status(List<Head> heads) implements Message {
        @Override
        public MessageType type() {
            return MessageType.STATUS;
        }
    }

    /**
     * A new contribution, pushed along the tree or as the answer to a {@link Graft}.
     *
     * @param hops nodes it has passed, 0 where it came in; 0 to 255
     */
    record Push(Hash topic, int hops, WireEntry entry) implements Message {
        @Override
        public MessageType type() {
            return MessageType.PUSH;
        }
    }

    /**
     * Contributions that the sender holds and the receiver may want.
     *
     * @param kind how the receiver is expected to ask for them
     * @param ids 1 to 1,024
     */
    record Announce(Hash topic, AnnounceKind kind, List<Hash> ids) implements Message {
        @Override
        public MessageType type() {
            return MessageType.ANNOUNCE;
        }
    }

    /**
     * Asks to be sent contributions at once, and, if {@code join}, to be pushed further ones (Plumtree's GRAFT).
     *
     * @param wanted 0 to 64 ids; each is answered by a {@link Push} if the sender holds it
     */
    record Graft(Hash topic, boolean join, List<Hash> wanted) implements Message {
        @Override
        public MessageType type() {
            return MessageType.GRAFT;
        }
    }

    /** Asks not to be pushed contributions but to have them announced (Plumtree's PRUNE). */
    record Prune(Hash topic) implements Message {
        @Override
        public MessageType type() {
            return MessageType.PRUNE;
        }
    }

    /**
     * Asks for contributions by id, of any age.
     *
     * @param request number that the answer repeats; the asker chooses
     * @param ids 1 to 512
     */
    record Fetch(int request, Hash topic, List<Hash> ids) implements Message {
        @Override
        public MessageType type() {
            return MessageType.FETCH;
        }
    }

    /**
     * The answer to a {@link Fetch}, in one frame or several. Ids that no frame names were left out for their size and may
     * be asked for again.
     *
     * @param last whether this ends the answer
     */
    record Entries(int request, Hash topic, boolean last, List<FetchedItem> items) implements Message {
        @Override
        public MessageType type() {
            return MessageType.ENTRIES;
        }
    }

    /**
     * One step of a Negentropy V1 reconciliation.
     *
     * @param session number that both sides repeat; the initiator chooses
     * @param fromInitiator false for the responder's answers
     * @param payload a Negentropy V1 message
     */
    record Reconcile(int session, Hash topic, boolean fromInitiator, Bytes payload) implements Message {
        @Override
        public MessageType type() {
            return MessageType.RECONCILE;
        }
    }

    /** Refuses or gives up a reconciliation. */
    record ReconcileEnd(int session, Hash topic, ReconcileEndReason reason) implements Message {
        @Override
        public MessageType type() {
            return MessageType.RECONCILE_END;
        }
    }

    /**
     * Asks for the roots of log prefixes, to find where two logs over equal sets part.
     *
     * @param sizes 1 to 64 tree sizes, ascending
     */
    record AskRoots(int request, Hash topic, List<Long> sizes) implements Message {
        @Override
        public MessageType type() {
            return MessageType.ASK_ROOTS;
        }
    }

    /** The answer to {@link AskRoots}: one root for each size that the sender's log reaches, in order. */
    record Roots(int request, Hash topic, List<Hash> roots) implements Message {
        @Override
        public MessageType type() {
            return MessageType.ROOTS;
        }
    }

    /**
     * The last block of the best chain of anchors that the sender has verified.
     *
     * @param height its number, 0 or more
     */
    record ChainTip(Hash topic, long height, Hash block) implements Message {
        @Override
        public MessageType type() {
            return MessageType.CHAIN_TIP;
        }
    }

    /**
     * Asks for what follows on the best chain after the first of these blocks that is on it.
     *
     * @param locator 1 to 32 hashes, from the asker's tip back
     */
    record AskChain(int request, Hash topic, List<Hash> locator) implements Message {
        @Override
        public MessageType type() {
            return MessageType.ASK_CHAIN;
        }
    }

    /**
     * The answer to {@link AskChain}.
     *
     * @param page 0 to 65,536 bytes, which the chain's verifier reads; empty if nothing follows
     */
    record Chain(int request, Hash topic, Bytes page) implements Message {
        @Override
        public MessageType type() {
            return MessageType.CHAIN;
        }
    }

    /**
     * Asks for ids of a frozen prefix, in the order of the log.
     *
     * @param size entries of the prefix, 1 to 2^31-1
     * @param root RFC 9162 root of the tree over it
     * @param from first position asked for
     * @param count ids asked for, 1 to 4,096, none of them behind the prefix
     */
    record AskPrefix(int request, Hash topic, int size, Hash root, int from, int count) implements Message {
        @Override
        public MessageType type() {
            return MessageType.ASK_PREFIX;
        }
    }

    /**
     * The answer to {@link AskPrefix}.
     *
     * @param from as asked
     * @param ids as many as asked for; none at all if the sender has not frozen that prefix
     */
    record Prefix(int request, Hash topic, int from, List<Hash> ids) implements Message {
        @Override
        public MessageType type() {
            return MessageType.PREFIX;
        }
    }

    /** Asks for addresses of other nodes. */
    record AskPeers() implements Message {
        @Override
        public MessageType type() {
            return MessageType.ASK_PEERS;
        }
    }

    /** Addresses of nodes; 0 to 32. */
    record Peers(List<AddressRecord> records) implements Message {
        @Override
        public MessageType type() {
            return MessageType.PEERS;
        }
    }
}
