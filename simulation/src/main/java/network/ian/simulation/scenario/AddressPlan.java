package network.ian.simulation.scenario;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Sha256;
import network.ian.simulation.network.Host;
import network.ian.simulation.network.Latency;

/**
 * Where machines are. Honest ones stand in a /24 of their own, all over the address space; attackers belong to operators that
 * own three neighbouring /24s each and have about 75 identities. All addresses are public: private ones are never banned.
 */
public final class AddressPlan {

    private static final int PORT = 9_000;
    private static final int IDENTITIES_PER_OPERATOR = 75;
    private static final int PREFIXES_PER_OPERATOR = 3;
    private static final int ATTACKERS_FIRST_OCTET = 185;
    private static final int[] HONEST_FIRST_OCTETS = {5, 23, 31, 45, 62, 77, 88, 91, 104, 138, 151, 176, 193, 203};
    private static final double MEGABIT = 125_000;
    private static final double LEAST_UPSTREAM = 50 * MEGABIT;
    private static final double MOST_UPSTREAM = 200 * MEGABIT;

    private final SplittableRandom addresses;
    private final SplittableRandom identities;
    private final Set<Integer> taken = new HashSet<>();
    private int attackers;

    public AddressPlan(SplittableRandom addresses, SplittableRandom identities) {
        this.addresses = addresses;
        this.identities = identities;
    }

    /** The next machine. */
    public Host next(int index, boolean honest) {
        InetAddress address = honest ? scattered() : crowded(attackers++);
        byte[] key = new byte[32];
        identities.nextBytes(key);
        Bytes publicKey = Bytes.wrap(key);
        Host.Place place = new Host.Place(
                Sha256.of(key),
                publicKey,
                address,
                new HostPort(address.getHostAddress(), PORT),
                addresses.nextInt(Latency.REGIONS),
                addresses.nextDouble(LEAST_UPSTREAM, MOST_UPSTREAM));
        return new Host(index, place, honest);
    }

    private InetAddress scattered() {
        while (true) {
            int first = HONEST_FIRST_OCTETS[addresses.nextInt(HONEST_FIRST_OCTETS.length)];
            int second = addresses.nextInt(256);
            int third = addresses.nextInt(256);
            if (taken.add((first << 16) | (second << 8) | third)) {
                return address(first, second, third, addresses.nextInt(1, 255));
            }
        }
    }

    private static InetAddress crowded(int attacker) {
        int operator = attacker / IDENTITIES_PER_OPERATOR;
        int identity = attacker % IDENTITIES_PER_OPERATOR;
        return address(
                ATTACKERS_FIRST_OCTET + operator / 256,
                operator % 256,
                identity % PREFIXES_PER_OPERATOR,
                1 + identity / PREFIXES_PER_OPERATOR);
    }

    private static InetAddress address(int first, int second, int third, int fourth) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) first, (byte) second, (byte) third, (byte) fourth});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
