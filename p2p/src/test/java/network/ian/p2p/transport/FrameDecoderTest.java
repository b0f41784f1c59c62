package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.FrameLimits;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.MessageType;
import network.ian.p2p.wire.WireFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class FrameDecoderTest {

    private static final Message HELLO = new Message.Hello(2, "ian-test", "test", 1, Optional.empty(), List.of());

    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(() -> new FrameLimits(1_000)));

    @Test
    void findsTheSameMessagesHoweverTheBytesAreCut() {
        List<Message> sent = new ArrayList<>(List.of(HELLO));
        for (int i = 0; i < 50; i++) {
            sent.add(new Message.Ping(i));
        }
        ByteBuffer bytes = ByteBuffer.allocate(10_000);
        sent.forEach(message -> FrameCodec.encode(message, bytes));
        bytes.flip();
        Random random = new Random(3);
        while (bytes.hasRemaining()) {
            byte[] piece = new byte[Math.min(bytes.remaining(), 1 + random.nextInt(30))];
            bytes.get(piece);
            channel.writeInbound(Unpooled.wrappedBuffer(piece));
        }
        List<Message> found = new ArrayList<>();
        for (FrameDecoder.Arrived next = channel.readInbound(); next != null; next = channel.readInbound()) {
            assertThat(next.bytes()).isEqualTo(FrameCodec.sizeOf(next.message()));
            found.add(next.message());
        }
        assertThat(found).isEqualTo(sent);
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void refusesAFrameThatIsTooLongByItsFirstFiveBytes() {
        channel.writeInbound(frame(HELLO));
        FrameDecoder.Arrived first = channel.readInbound();
        assertThat(first.message()).isEqualTo(HELLO);
        int limit = new FrameLimits(1_000).maxLength(MessageType.PUSH);
        channel.writeInbound(head(limit, MessageType.PUSH.code()));
        assertThat(channel.<Object>readInbound()).as("the rest may come").isNull();
        EmbeddedChannel other = greeted();
        other.writeInbound(head(limit + 1, MessageType.PUSH.code()));
        assertThat(other.<Object>readInbound()).isEqualTo(WireFault.FRAME_LENGTH);
        assertThat(other.finish()).isFalse();
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void takesNothingBeforeHelloAndNothingAfterAFault() {
        channel.writeInbound(frame(new Message.Ping(1)));
        assertThat(channel.<Object>readInbound()).isEqualTo(WireFault.UNKNOWN_TYPE);
        channel.writeInbound(frame(HELLO));
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void anyFirstBytesGiveAFaultOrWait() {
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            EmbeddedChannel one = random.nextBoolean() ? greeted() : new EmbeddedChannel(decoder());
            one.writeInbound(Unpooled.wrappedBuffer(bytes));
            Object found = one.readInbound();
            assertThat(found == null || found instanceof WireFault || found instanceof FrameDecoder.Arrived)
                    .isTrue();
            one.finishAndReleaseAll();
        }
    }

    private static FrameDecoder decoder() {
        return new FrameDecoder(() -> new FrameLimits(1_000));
    }

    private static EmbeddedChannel greeted() {
        EmbeddedChannel channel = new EmbeddedChannel(decoder());
        channel.writeInbound(frame(HELLO));
        FrameDecoder.Arrived hello = channel.readInbound();
        assertThat(hello.message()).isEqualTo(HELLO);
        return channel;
    }

    private static ByteBuf frame(Message message) {
        return Unpooled.wrappedBuffer(FrameCodec.encode(message));
    }

    private static ByteBuf head(int length, int type) {
        return Unpooled.buffer(5).writeInt(length).writeByte(type);
    }
}
