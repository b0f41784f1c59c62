package network.ian.app.lifecycle;

import java.net.URI;

/** Turns the address that an API listens on into one to ask. */
public final class ListenAddress {

    private ListenAddress() {}

    /** The URL of an API without TLS; one that listens on all addresses is asked on this machine's own. */
    public static URI toAsk(String host, int port) {
        return toAsk(false, host, port);
    }

    /** The URL of an API with or without TLS. */
    public static URI toAsk(boolean tls, String host, int port) {
        String asked = switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]" -> "::1";
            default -> host;
        };
        boolean bare = asked.indexOf(':') >= 0 && !asked.startsWith("[");
        return URI.create((tls ? "https://" : "http://") + (bare ? "[" + asked + "]" : asked) + ":" + port);
    }
}
