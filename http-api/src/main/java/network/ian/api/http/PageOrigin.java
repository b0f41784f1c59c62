package network.ian.api.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The {@code Origin} header (RFC 6454 section 7). */
public final class PageOrigin {

    private static final Pattern ADDRESS = Pattern.compile("localhost|[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");

    private PageOrigin() {}

    /** Whether the page was reached at a host of that name or address, at whatever port. */
    public static boolean isAt(String origin, String host) {
        try {
            String of = new URI(origin).getHost();
            return of != null && of.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether the page was reached by IP address or as localhost, which no name server has a say in. */
    static boolean isAddress(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host != null
                    && ADDRESS.matcher(host.toLowerCase(Locale.ROOT)).matches();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
