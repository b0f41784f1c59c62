package network.ian.simulation.network;

import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.Message.FetchedItem;
import network.ian.p2p.wire.WireEntry;

/** Lengths of frames by their fields, without encoding anything. */
public final class EstimatedWire implements Wire {

    private static final int PREFIX = 5;
    private static final int HASH = 32;
    private static final int HEAD = 88;
    private static final int RECORD = 32 + 8 + 64 + 20;

    @Override
    public Message travel(Message message) {
        return message;
    }

    @Override
    public int sizeOf(Message message) {
        return PREFIX
                + switch (message.type()) {
                    case HELLO ->
                        60 + RECORD + HEAD * ((Message.Hello) message).heads().size();
                    case GOODBYE -> 2 + ((Message.Goodbye) message).detail().length();
                    case PING, PONG -> 8;
                    case STATUS -> 2 + HEAD * ((Message.Status) message).heads().size();
                    case PUSH -> HASH + 1 + entry(((Message.Push) message).entry());
                    case ANNOUNCE ->
                        HASH + 3 + HASH * ((Message.Announce) message).ids().size();
                    case GRAFT ->
                        HASH + 3 + HASH * ((Message.Graft) message).wanted().size();
                    case PRUNE -> HASH;
                    case FETCH ->
                        HASH + 6 + HASH * ((Message.Fetch) message).ids().size();
                    case ENTRIES -> HASH + 7 + items((Message.Entries) message);
                    case RECONCILE ->
                        HASH + 9 + ((Message.Reconcile) message).payload().size();
                    case RECONCILE_END -> HASH + 5;
                    case ASK_ROOTS ->
                        HASH + 5 + 4 * ((Message.AskRoots) message).sizes().size();
                    case ROOTS ->
                        HASH + 5 + HASH * ((Message.Roots) message).roots().size();
                    case ASK_PEERS -> 0;
                    case PEERS ->
                        1 + RECORD * ((Message.Peers) message).records().size();
                };
    }

    private static int items(Message.Entries entries) {
        int sum = 0;
        for (FetchedItem item : entries.items()) {
            sum += 1
                    + (item instanceof FetchedItem.Whole whole
                            ? entry(whole.entry())
                            : item instanceof FetchedItem.HeaderOnly only
                                    ? 66 + only.header().size()
                                    : HASH);
        }
        return sum;
    }

    private static int entry(WireEntry entry) {
        return entry.contentBytes() + WireEntry.SIGNATURE_SIZE + 6;
    }
}
