package network.ian.p2p.transport;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

/** Says in a few plain words why a connection did not come about. */
final class Failure {

    private static final int LONGEST = 160;

    private Failure() {}

    /** Printable ASCII: part of an exception's text may stem from the far end. */
    static String words(Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            return "no answer";
        }
        if (cause instanceof NoRouteToHostException) {
            return "no route";
        }
        if (cause instanceof ConnectException) {
            return "refused";
        }
        if (cause instanceof UnknownHostException) {
            return "unknown host";
        }
        String text = cause == null || cause.getMessage() == null ? "failed" : cause.getMessage();
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) : printable;
    }
}
