package network.ian.p2p.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes frames field by field without any check, as an attacker would. */
final class RawFrame {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    RawFrame(MessageType type) {
        u8(type.code());
    }

    RawFrame u8(int value) {
        out.write(value);
        return this;
    }

    RawFrame u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    RawFrame u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    RawFrame u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    RawFrame zeros(int count) {
        out.writeBytes(new byte[count]);
        return this;
    }

    RawFrame text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    RawFrame octets(int... octets) {
        for (int octet : octets) {
            u8(octet);
        }
        return this;
    }

    /** A record of {@link MessageType#PEERS}, its key and signature zeros. */
    RawFrame address(String host, int port, long timestampMs) {
        return zeros(32).u8(host.length()).text(host).u16(port).u64(timestampMs).zeros(64);
    }

    Decoded decoded() {
        return FrameCodec.decode(out.toByteArray());
    }

    /** What is wrong with it; null if nothing is. */
    WireFault fault() {
        return decoded() instanceof Decoded.Malformed malformed ? malformed.fault() : null;
    }
}
