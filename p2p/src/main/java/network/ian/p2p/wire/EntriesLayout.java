package network.ian.p2p.wire;

import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/** Layout of the answers to a Fetch. */
final class EntriesLayout {

    static final Layout<Message.Entries> ENTRIES =
            new Layout<>(Message.Entries.class, EntriesLayout::read, EntriesLayout::write, EntriesLayout::sizeOf);

    private static final int WHOLE = 1;
    private static final int HEADER_ONLY = 2;
    private static final int MISSING = 3;
    private static final int LEAST_ITEM = 1 + Hash.SIZE;

    private EntriesLayout() {}

    private static Message.Entries read(FrameReader in) {
        int request = in.i32();
        Hash topic = in.hash();
        boolean last = in.flag();
        int count = in.within(in.u8(), 0, WireLimits.ITEMS);
        return new Message.Entries(request, topic, last, in.list(count, LEAST_ITEM, EntriesLayout::readItem));
    }

    private static FetchedItem readItem(FrameReader in) {
        int kind = in.u8();
        return switch (kind) {
            case WHOLE -> new FetchedItem.Whole(Fields.readEntry(in));
            case HEADER_ONLY -> readHeaderOnly(in);
            case MISSING -> new FetchedItem.Missing(in.hash());
            default -> {
                in.broken(WireFault.FIELD_VALUE);
                yield new FetchedItem.Missing(in.hash());
            }
        };
    }

    private static FetchedItem readHeaderOnly(FrameReader in) {
        Bytes header = Fields.readHeader(in);
        return new FetchedItem.HeaderOnly(in.idOf(header), header, in.bytes(WireLimits.SIGNATURE_BYTES));
    }

    private static void write(FrameWriter out, Message.Entries entries) {
        int count = FrameWriter.within(entries.items().size(), 0, WireLimits.ITEMS);
        FrameWriter.within(sizeOf(entries), 0, MessageType.ENTRIES.maxLength() - WireLimits.TYPE_BYTES);
        out.i32(entries.request())
                .hash(entries.topic())
                .flag(entries.last())
                .u8(count)
                .list(entries.items(), EntriesLayout::writeItem);
    }

    private static void writeItem(FrameWriter out, FetchedItem item) {
        if (item instanceof FetchedItem.Whole whole) {
            Fields.writeEntry(out.u8(WHOLE), whole.entry());
        } else if (item instanceof FetchedItem.HeaderOnly only) {
            Fields.writeHeader(out.u8(HEADER_ONLY), only.header());
            out.exactly(WireLimits.SIGNATURE_BYTES, only.signature());
        } else {
            out.u8(MISSING).hash(item.id());
        }
    }

    private static int sizeOf(Message.Entries entries) {
        int size = 4 + Hash.SIZE + 1 + 1;
        for (FetchedItem item : entries.items()) {
            size += 1 + sizeOf(item);
        }
        return size;
    }

    private static int sizeOf(FetchedItem item) {
        if (item instanceof FetchedItem.Whole whole) {
            return Fields.sizeOf(whole.entry());
        }
        if (item instanceof FetchedItem.HeaderOnly only) {
            return 2 + only.header().size() + WireLimits.SIGNATURE_BYTES;
        }
        return Hash.SIZE;
    }
}
