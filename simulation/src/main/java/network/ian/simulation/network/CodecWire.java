package network.ian.simulation.network;

import java.nio.ByteBuffer;
import java.util.Arrays;
import network.ian.p2p.wire.Decoded;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.Message;
import network.ian.simulation.event.InvariantViolation;

/** Lengths as the codec gives them; every so many messages one really becomes bytes, is read back and encoded again. */
public final class CodecWire implements Wire {

    private static final int LENGTH_BYTES = 4;

    private final int every;
    private int untilNext;

    /** @param every how many messages from one that is really encoded to the next; 0 for none */
    public CodecWire(int every) {
        this.every = every;
        this.untilNext = every;
    }

    @Override
    public int sizeOf(Message message) {
        return FrameCodec.sizeOf(message);
    }

    @Override
    public Message travel(Message message) {
        if (every == 0 || --untilNext > 0) {
            return message;
        }
        untilNext = every;
        return throughBytes(message);
    }

    private static Message throughBytes(Message message) {
        byte[] frame = FrameCodec.encode(message);
        if (frame.length != FrameCodec.sizeOf(message)) {
            throw new InvariantViolation(message.type() + " has " + frame.length + " bytes, not those foretold");
        }
        Decoded decoded = FrameCodec.decode(ByteBuffer.wrap(frame, LENGTH_BYTES, frame.length - LENGTH_BYTES));
        if (!(decoded instanceof Decoded.Understood read)) {
            throw new InvariantViolation(message.type() + " was encoded and does not decode: " + decoded);
        }
        if (!Arrays.equals(frame, FrameCodec.encode(read.message()))) {
            throw new InvariantViolation(message.type() + " was read back as something else");
        }
        return read.message();
    }
}
