package network.ian.core.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3). Bits beyond the prefix are of no account.
 *
 * @param network its first address or any other of it
 * @param prefixBits how many bits of it count, 0 to 32 or 128
 */
public record AddressRange(InetAddress network, int prefixBits) {

    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/([0-9]{1,3}))?");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");
    // What begins with a dot Java takes for a name, colons or not, and asks for it.
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");

    /** Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address; empty for anything else. */
    public static Optional<AddressRange> parse(String text) {
        Matcher form = FORM.matcher(text);
        Optional<InetAddress> network = form.matches() ? address(form.group(1)) : Optional.empty();
        if (network.isEmpty()) {
            return Optional.empty();
        }
        int most = network.get().getAddress().length * Byte.SIZE;
        int bits = form.group(2) == null ? most : Integer.parseInt(form.group(2));
        return bits <= most ? Optional.of(new AddressRange(network.get(), bits)) : Optional.empty();
    }

    /** Reads an IP address without ever asking a name server; empty for a name, or anything else. */
    public static Optional<InetAddress> address(String text) {
        boolean literal = IPV4.matcher(text).matches()
                || (text.indexOf(':') >= 0 && IPV6.matcher(text).matches());
        if (!literal) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether an address is of this range; an IPv4 address is of no IPv6 range. */
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        int whole = prefixBits / Byte.SIZE;
        int rest = prefixBits % Byte.SIZE;
        if (mine.length != theirs.length || Arrays.mismatch(mine, 0, whole, theirs, 0, whole) >= 0) {
            return false;
        }
        return rest == 0 || (mine[whole] ^ theirs[whole]) >> (Byte.SIZE - rest) == 0;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixBits;
    }
}
