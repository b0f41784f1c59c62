package network.ian.p2p.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;

/** The compound fields that several messages share. */
final class Fields {

    private static final int LEAST_ADDRESS = WireLimits.ADDRESS_BYTES - WireLimits.HOST_BYTES + 1;

    private Fields() {}

    /** Heads with a u16 count, each topic once. */
    static List<Head> readHeads(FrameReader in, int least) {
        int count = in.within(in.u16(), least, WireLimits.HEADS);
        List<Head> heads = in.list(count, WireLimits.HEAD_BYTES, Fields::readHead);
        if (!topicsDiffer(heads)) {
            in.broken(WireFault.FIELD_VALUE);
        }
        return heads;
    }

    static void writeHeads(FrameWriter out, List<Head> heads, int least) {
        FrameWriter.require(topicsDiffer(heads), "a topic that stands twice");
        out.u16(FrameWriter.within(heads.size(), least, WireLimits.HEADS)).list(heads, Fields::writeHead);
    }

    static List<AddressRecord> readAddresses(FrameReader in) {
        return in.list(in.within(in.u8(), 0, WireLimits.RECORDS), LEAST_ADDRESS, Fields::readAddress);
    }

    static void writeAddresses(FrameWriter out, List<AddressRecord> records) {
        out.u8(FrameWriter.within(records.size(), 0, WireLimits.RECORDS)).list(records, Fields::writeAddress);
    }

    static AddressRecord readAddress(FrameReader in) {
        Bytes key = in.bytes(WireLimits.KEY_BYTES);
        String host = in.ascii(in.within(in.u8(), 1, WireLimits.HOST_BYTES), WireText::isHost);
        int port = in.within(in.u16(), 1, 0xffff);
        long timestampMs = in.i64();
        if (timestampMs < 0) {
            in.broken(WireFault.FIELD_RANGE);
        }
        return new AddressRecord(key, new HostPort(host, port), timestampMs, in.bytes(WireLimits.SIGNATURE_BYTES));
    }

    static void writeAddress(FrameWriter out, AddressRecord record) {
        writeStatement(out, record.publicKey(), record.address(), record.timestampMs());
        out.exactly(WireLimits.SIGNATURE_BYTES, record.signature());
    }

    /** An address record up to its signature. */
    static void writeStatement(FrameWriter out, Bytes publicKey, HostPort address, long timestampMs) {
        FrameWriter.require(mayStand(publicKey, address, timestampMs), "no address record");
        out.bytes(publicKey)
                .u8(address.host().length())
                .text(address.host())
                .u16(address.port())
                .i64(timestampMs);
    }

    /** Whether a record with these fields can be written. */
    static boolean mayStand(Bytes publicKey, HostPort address, long timestampMs) {
        return publicKey.size() == WireLimits.KEY_BYTES
                && address.host().length() <= WireLimits.HOST_BYTES
                && WireText.isHost(address.host())
                && address.port() >= 1
                && address.port() <= 0xffff
                && timestampMs >= 0;
    }

    static int sizeOf(AddressRecord record) {
        return WireLimits.ADDRESS_BYTES
                - WireLimits.HOST_BYTES
                + record.address().host().length();
    }

    static int sizeOf(List<AddressRecord> records) {
        int size = 1;
        for (AddressRecord record : records) {
            size += sizeOf(record);
        }
        return size;
    }

    static WireEntry readEntry(FrameReader in) {
        Bytes header = readHeader(in);
        Bytes signature = in.bytes(WireLimits.SIGNATURE_BYTES);
        Bytes body = in.bytes(in.within(in.u32(), 1, WireLimits.BODY_BYTES));
        return new WireEntry(in.idOf(header), header, signature, body);
    }

    static void writeEntry(FrameWriter out, WireEntry entry) {
        writeHeader(out, entry.header());
        out.exactly(WireLimits.SIGNATURE_BYTES, entry.signature())
                .i32(FrameWriter.within(entry.body().size(), 1, WireLimits.BODY_BYTES))
                .bytes(entry.body());
    }

    static int sizeOf(WireEntry entry) {
        return 2
                + entry.header().size()
                + WireLimits.SIGNATURE_BYTES
                + 4
                + entry.body().size();
    }

    static Bytes readHeader(FrameReader in) {
        return in.bytes(in.within(in.u16(), 1, WireLimits.HEADER_BYTES));
    }

    static void writeHeader(FrameWriter out, Bytes header) {
        out.u16(FrameWriter.within(header.size(), 1, WireLimits.HEADER_BYTES)).bytes(header);
    }

    static List<Hash> readHashes(FrameReader in, int count) {
        return in.list(count, WireLimits.HASH_BYTES, FrameReader::hash);
    }

    static void writeHashes(FrameWriter out, List<Hash> hashes) {
        out.list(hashes, FrameWriter::hash);
    }

    private static Head readHead(FrameReader in) {
        return new Head(in.hash(), in.u32(), new Fingerprint(in.i64(), in.i64()), in.u32(), in.hash(), in.u32());
    }

    private static void writeHead(FrameWriter out, Head head) {
        out.hash(head.topic())
                .u32(head.entries())
                .i64(head.set().high())
                .i64(head.set().low())
                .u32(head.logSize())
                .hash(head.logRoot())
                .u32(head.frozenSize());
    }

    private static boolean topicsDiffer(List<Head> heads) {
        if (heads.size() < 2) {
            return true;
        }
        Set<Hash> topics = new HashSet<>(2 * heads.size());
        for (Head head : heads) {
            if (!topics.add(head.topic())) {
                return false;
            }
        }
        return true;
    }
}
