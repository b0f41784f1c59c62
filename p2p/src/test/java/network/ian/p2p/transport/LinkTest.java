package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.runtime.ManualClock;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class LinkTest {

    private static final List<Hash> IDS = Collections.nCopies(1_000, Sha256.of());
    private static final Message LONG = new Message.Announce(IDS.get(0), AnnounceKind.LAZY, IDS);
    private static final int SIZE = FrameCodec.sizeOf(LONG);

    private final ManualClock clock = new ManualClock();
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameEncoder());
    private final Link link = new Link(
            channel,
            new Peer.Connection(
                    1,
                    Sha256.of(),
                    Bytes.EMPTY,
                    Direction.INBOUND,
                    InetAddress.getLoopbackAddress(),
                    1,
                    clock.nanos(),
                    0),
            ShellLimits.defaults(),
            clock);

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void countsWhatTheFarEndHasNotTaken() {
        blocked();
        assertThat(link.send(LONG, SIZE)).isEqualTo(Link.Sent.QUEUED);
        assertThat(link.waiting()).isEqualTo(SIZE);
        assertThat(link.congested()).isFalse();
        while (!link.congested()) {
            assertThat(link.send(LONG, SIZE)).isEqualTo(Link.Sent.QUEUED);
        }
        assertThat(link.waiting()).isBetween(128L << 10, (128L << 10) + SIZE);
        unblocked();
        assertThat(link.waiting()).isZero();
        assertThat(link.congested()).isFalse();
    }

    @Test
    void saysOnceThatTooMuchWaits() {
        blocked();
        while (link.waiting() + SIZE <= 1 << 20) {
            assertThat(link.send(LONG, SIZE)).isEqualTo(Link.Sent.QUEUED);
        }
        assertThat(link.send(LONG, SIZE)).isEqualTo(Link.Sent.OVERFULL);
        assertThat(link.send(LONG, SIZE)).isEqualTo(Link.Sent.DROPPED);
        assertThat(link.waiting()).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void aStandstillCountsOnlyWhileSomethingWaitsAndNothingGoes() {
        clock.advance(Duration.ofMinutes(5));
        assertThat(link.stalled()).isFalse();
        blocked();
        link.send(LONG, SIZE);
        clock.advance(Duration.ofSeconds(14));
        link.progress();
        clock.advance(Duration.ofSeconds(14));
        assertThat(link.stalled()).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(link.stalled()).isTrue();
        unblocked();
        assertThat(link.stalled()).isFalse();
    }

    @Test
    void isNotReadFromWhileTooMuchWaitsForTheProtocol() {
        int arrived = 0;
        while (channel.config().isAutoRead()) {
            link.arrived(10_000);
            arrived++;
        }
        assertThat(link.unhandled()).isBetween(256L << 10, 280L << 10);
        for (int handled = 0; handled < arrived; handled++) {
            boolean half = link.unhandled() > 128 << 10;
            assertThat(channel.config().isAutoRead()).isEqualTo(!half);
            link.handled(10_000);
        }
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(link.unhandled()).isZero();
    }

    @Test
    void saysGoodbyeAndThenCloses() {
        link.close(new Message.Goodbye(GoodbyeReason.OPERATOR, ""));
        ByteBuf goodbye = channel.readOutbound();
        assertThat(goodbye.readableBytes()).isPositive();
        goodbye.release();
        assertThat(link.send(LONG, SIZE)).isEqualTo(Link.Sent.DROPPED);
        assertThat(channel.isOpen()).as("the far end has a moment to read it").isTrue();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void answersNoGoodbyeWithAnother() {
        link.farewell();
        link.close(new Message.Goodbye(GoodbyeReason.SHUTTING_DOWN, ""));
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.isOpen()).isFalse();
    }

    /** Holds back what is written, as a socket does whose far end takes nothing. */
    private void blocked() {
        channel.pipeline().addFirst("hold", new Hold());
    }

    private void unblocked() {
        ((Hold) channel.pipeline().get("hold")).letGo();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the promise is passed on
    private static final class Hold extends ChannelOutboundHandlerAdapter {

        private final List<Runnable> held = new ArrayList<>();

        @Override
        public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
            held.add(() -> ctx.writeAndFlush(msg, promise));
        }

        void letGo() {
            held.forEach(Runnable::run);
            held.clear();
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext ctx) {
            letGo();
        }
    }
}
