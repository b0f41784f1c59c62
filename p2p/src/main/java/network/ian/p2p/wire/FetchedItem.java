package network.ian.p2p.wire;

import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/** One contribution of an answer to a {@link Message.Fetch}. */
public sealed interface FetchedItem {

    Hash id();

    /** Header, signature and body. */
    record Whole(WireEntry entry) implements FetchedItem {
        @Override
        public Hash id() {
            return entry.id();
        }
    }

    /** The body was dropped here by an operator: the header proves that the entry exists, the body is elsewhere. */
    record HeaderOnly(Hash id, Bytes header, Bytes signature) implements FetchedItem {}

    /** Not held here. */
    record Missing(Hash id) implements FetchedItem {}
}
