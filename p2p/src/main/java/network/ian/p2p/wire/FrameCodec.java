package network.ian.p2p.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Turns messages into frames and back (docs/PROTOCOL.md). A frame is a big-endian u32 length, that many bytes: a u8 type,
 * then the payload. Every message has exactly one encoding, and nothing else decodes. No state: safe for any threads.
 */
public final class FrameCodec {

    private FrameCodec() {}

    /**
     * Length in bytes of the whole frame of a message, length field included. Does not encode: constant time but for the
     * messages that hold texts or items.
     */
    public static int sizeOf(Message message) {
        return WireLimits.LENGTH_BYTES
                + WireLimits.TYPE_BYTES
                + Layout.of(message.type()).sizeOf(message);
    }

    /**
     * The whole frame of a message.
     *
     * @throws IllegalArgumentException if a field is beyond what the protocol allows
     */
    public static byte[] encode(Message message) {
        ByteBuffer out = ByteBuffer.allocate(sizeOf(message));
        encode(message, out);
        return out.array();
    }

    /**
     * Writes the whole frame of a message at {@code out}'s position.
     *
     * @param out with at least {@link #sizeOf} bytes remaining; always written big-endian
     * @throws IllegalArgumentException if a field is beyond what the protocol allows; {@code out} then holds rubbish
     * @throws java.nio.BufferOverflowException if {@code out} is too short
     */
    public static void encode(Message message, ByteBuffer out) {
        Layout<?> layout = Layout.of(message.type());
        out.order(ByteOrder.BIG_ENDIAN);
        out.putInt(WireLimits.TYPE_BYTES + layout.sizeOf(message));
        out.put((byte) message.type().code());
        layout.encode(message, out);
    }

    /**
     * Decodes one frame without its length field. Never throws and allocates no more than a small multiple of the frame,
     * whatever the bytes.
     *
     * @param frame type and payload, from position to limit; neither is moved, and nothing of it is kept
     */
    public static Decoded decode(ByteBuffer frame) {
        int length = frame.remaining();
        if (length == 0) {
            return new Decoded.Malformed(WireFault.FRAME_LENGTH);
        }
        int code = frame.get(frame.position()) & 0xff;
        Optional<WireFault> refused = FrameLimits.WIDEST.refuses(length, code);
        if (refused.isPresent()) {
            return new Decoded.Malformed(refused.get());
        }
        ByteBuffer payload = frame.slice(frame.position() + WireLimits.TYPE_BYTES, length - WireLimits.TYPE_BYTES);
        return Layout.of(MessageType.ofCode(code).orElseThrow()).decode(payload);
    }

    /** The same from an array that holds exactly type and payload. */
    public static Decoded decode(byte[] frame) {
        return decode(ByteBuffer.wrap(frame));
    }
}
