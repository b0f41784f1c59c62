package network.ian.p2p.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.security.cert.CertificateException;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;

/** Waits for TLS, then hands over to whoever makes a link of it; or says once that there will be none. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells handlers what becomes of a write or a close
final class Handshake extends ChannelInboundHandlerAdapter {

    private final Consumer<Bytes> proved;
    private final Consumer<String> failed;
    private boolean over;

    /**
     * @param proved takes the key that the far end proved to hold, and replaces this handler
     * @param failed hears in words why there is no link
     */
    Handshake(Consumer<Bytes> proved, Consumer<String> failed) {
        this.proved = proved;
        this.failed = failed;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent completion)) {
            return;
        }
        if (!completion.isSuccess()) {
            fail(ctx.channel(), "TLS: " + Failure.words(completion.cause()));
            return;
        }
        try {
            Bytes key = PeerTls.peerKey(ctx.pipeline().get(SslHandler.class));
            over = true;
            proved.accept(key);
        } catch (CertificateException e) {
            fail(ctx.channel(), "TLS: " + Failure.words(e));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx.channel(), "closed during the TLS handshake");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(ctx.channel(), Failure.words(cause));
    }

    private void fail(Channel channel, String words) {
        if (!over) {
            over = true;
            failed.accept(words);
        }
        channel.close();
    }
}
