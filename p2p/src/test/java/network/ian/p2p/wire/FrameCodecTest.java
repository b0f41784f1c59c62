package network.ian.p2p.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.Test;

class FrameCodecTest {

    private static final long SEED = 20_260_101;
    private static final List<Hash> TOPICS = List.of(Sha256.of(new byte[] {1}), Sha256.of(new byte[] {2}));

    private final RandomGenerator random = new Random(SEED);
    private final RandomMessages messages = new RandomMessages(random, TOPICS);

    @Test
    void everyKindOfMessageComesBackAsItWas() {
        for (MessageType type : MessageType.values()) {
            for (int i = 0; i < 200; i++) {
                Message message = messages.next(type);
                byte[] frame = FrameCodec.encode(message);
                assertThat(message.type()).as("seed " + SEED).isEqualTo(type);
                assertThat(frame).hasSize(FrameCodec.sizeOf(message));
                assertThat(ByteBuffer.wrap(frame).getInt()).isEqualTo(frame.length - 4);
                assertThat(frame.length - 4).isLessThanOrEqualTo(type.maxLength());
                assertThat(FrameCodec.decode(body(frame))).isEqualTo(new Decoded.Understood(message));
            }
        }
    }

    @Test
    void everyRecordHasItsTypeAndItsGenerator() {
        Set<Class<?>> generated = new HashSet<>();
        for (MessageType type : MessageType.values()) {
            generated.add(messages.next(type).getClass());
            assertThat(MessageType.ofCode(type.code())).contains(type);
        }
        assertThat(generated).containsExactlyInAnyOrder(Message.class.getPermittedSubclasses());
    }

    @Test
    void aFrameThatEndsEarlyOrLateIsTruncated() {
        for (MessageType type : MessageType.values()) {
            byte[] body = body(FrameCodec.encode(small(type)));
            for (int length = 1; length < body.length; length++) {
                assertThat(FrameCodec.decode(Arrays.copyOf(body, length)))
                        .as(type + " cut to " + length)
                        .isEqualTo(new Decoded.Malformed(WireFault.TRUNCATED));
            }
            Decoded longer = FrameCodec.decode(Arrays.copyOf(body, body.length + 1));
            assertThat(longer).as(type + " with a byte more").isInstanceOf(Decoded.Malformed.class);
        }
        assertThat(FrameCodec.decode(new byte[0])).isEqualTo(new Decoded.Malformed(WireFault.FRAME_LENGTH));
    }

    @Test
    void decodesFromTheMiddleOfABufferOfAnyOrderAndLeavesItAlone() {
        Message message = messages.next(MessageType.ANNOUNCE);
        byte[] frame = FrameCodec.encode(message);
        ByteBuffer buffer = ByteBuffer.allocateDirect(frame.length + 7).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(3).put(frame).limit(3 + frame.length).position(7);
        assertThat(FrameCodec.decode(buffer)).isEqualTo(new Decoded.Understood(message));
        assertThat(buffer.position()).isEqualTo(7);
        assertThat(buffer.limit()).isEqualTo(3 + frame.length);
    }

    @Test
    void encodesIntoAGivenBufferOfAnyOrder() {
        Message message = messages.next(MessageType.HELLO);
        ByteBuffer out = ByteBuffer.allocateDirect(FrameCodec.sizeOf(message)).order(ByteOrder.LITTLE_ENDIAN);
        FrameCodec.encode(message, out);
        assertThat(out.hasRemaining()).isFalse();
        assertThat(out.flip()).isEqualTo(ByteBuffer.wrap(FrameCodec.encode(message)));
    }

    @Test
    void anEntryIsIdentifiedByItsHeader() {
        Message.Push push = (Message.Push) messages.next(MessageType.PUSH);
        byte[] body = body(FrameCodec.encode(push));
        body[1 + 32 + 1 + 2] ^= 1;
        Message.Push other = (Message.Push) ((Decoded.Understood) FrameCodec.decode(body)).message();
        assertThat(other.entry().id())
                .isEqualTo(Sha256.of(other.entry().header().view()))
                .isNotEqualTo(push.entry().id());
    }

    /** A message short enough to try every length of. */
    private Message small(MessageType type) {
        Message message = messages.next(type);
        while (FrameCodec.sizeOf(message) > 1_000) {
            message = messages.next(type);
        }
        return message;
    }

    private static byte[] body(byte[] frame) {
        return Arrays.copyOfRange(frame, WireLimits.LENGTH_BYTES, frame.length);
    }
}
