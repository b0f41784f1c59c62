package network.ian.api.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** What the system may hold of a stream that its client does not read. */
final class SendBuffer {

    private static final int OCTETS = 64 << 10;

    private SendBuffer() {}

    /** Left to itself the system lets the buffer of each connection grow to megabytes. */
    static void bound(Request request) {
        Object transport = request.getConnectionMetaData().getConnection().getEndPoint();
        // What TLS stands on is another end point.
        while (transport instanceof EndPoint end) {
            transport = end.getTransport();
        }
        if (transport instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, OCTETS);
            } catch (IOException e) {
                throw new UncheckedIOException("the connection is gone", e);
            }
        }
    }
}
