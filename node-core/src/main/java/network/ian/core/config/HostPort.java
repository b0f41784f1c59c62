package network.ian.core.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place to connect to.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without its brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    private static final String SCHEME = "tcp://";
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})\\]|([A-Za-z0-9._-]{1,253})):(\\d{1,5})");

    /** Reads {@code host:port} or {@code [ipv6]:port}; empty for anything else. */
    static Optional<HostPort> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(3));
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return port >= 1 && port <= 65535 ? Optional.of(new HostPort(host, port)) : Optional.empty();
    }

    /** Reads {@code tcp://host:port}; empty for anything else. */
    static Optional<HostPort> parseTcp(String text) {
        return text.startsWith(SCHEME) ? parse(text.substring(SCHEME.length())) : Optional.empty();
    }

    /** Reads {@code host:port}, {@code [ipv6]:port} or either behind {@code tcp://}; empty for anything else. */
    public static Optional<HostPort> read(String text) {
        return text.startsWith(SCHEME) ? parseTcp(text) : parse(text);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
