package network.ian.p2p.peer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an IP address that costs money to change: /24 of IPv4, /64 of IPv6. Limits and bans per prefix count by this.
 * An IPv4 address that is written as IPv6 (RFC 4291 section 2.5.5.2) counts as the IPv4 address that it is.
 *
 * @param v6 which of the two
 * @param bits the first 64 or 24 bits of the address
 */
public record IpPrefix(boolean v6, long bits) {

    private static final Pattern TEXT_V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.\\d{1,3}/24");
    private static final Pattern TEXT_V6 = Pattern.compile("([0-9a-fA-F:]{2,39})/64");
    private static final int MAPPED = 12;

    public static IpPrefix of(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length == 4) {
            return new IpPrefix(false, number(octets, 0, 3));
        }
        return mapped(octets)
                ? new IpPrefix(false, number(octets, MAPPED, 3))
                : new IpPrefix(true, number(octets, 0, 8));
    }

    /** Reads what {@link #toString} writes, in any spelling of the address; empty if it is no such prefix. */
    public static Optional<IpPrefix> parse(String text) {
        Matcher v4 = TEXT_V4.matcher(text);
        if (v4.matches()) {
            long bits = 0;
            for (int group = 1; group <= 3; group++) {
                int octet = Integer.parseInt(v4.group(group));
                if (octet > 255) {
                    return Optional.empty();
                }
                bits = (bits << 8) | octet;
            }
            return Optional.of(new IpPrefix(false, bits));
        }
        Matcher v6 = TEXT_V6.matcher(text);
        return v6.matches() && v6.group(1).indexOf(':') >= 0 ? parseV6(v6.group(1)) : Optional.empty();
    }

    /** 127.0.0.0/8 and ::1. */
    public boolean isLoopback() {
        return v6 ? bits == 0 : bits >>> 16 == 127;
    }

    /**
     * Whether many unrelated nodes may share it by the way networks are built: RFC 1918, link-local (RFC 3927, RFC 4291),
     * carrier-grade NAT (RFC 6598), unique local (RFC 4193).
     */
    public boolean isPrivate() {
        if (v6) {
            return (bits >>> 57) == (0xfc >>> 1) || (bits >>> 54) == (0xfe80 >>> 6);
        }
        return bits >>> 16 == 10
                || bits >>> 12 == 0xac1
                || bits >>> 8 == 0xc0a8
                || bits >>> 8 == 0xa9fe
                || bits >>> 14 == 0x6440 >>> 6;
    }

    @Override
    public String toString() {
        if (v6) {
            return "%x:%x:%x:%x::/64"
                    .formatted(bits >>> 48, (bits >>> 32) & 0xffff, (bits >>> 16) & 0xffff, bits & 0xffff);
        }
        return (bits >>> 16) + "." + ((bits >>> 8) & 0xff) + "." + (bits & 0xff) + ".0/24";
    }

    private static Optional<IpPrefix> parseV6(String literal) {
        try {
            // A literal with a colon is never looked up.
            return Optional.of(of(InetAddress.getByName(literal)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean mapped(byte[] octets) {
        return number(octets, 0, 8) == 0 && number(octets, 8, 4) == 0xffff;
    }

    private static long number(byte[] octets, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = (number << 8) | (octets[i] & 0xff);
        }
        return number;
    }
}
