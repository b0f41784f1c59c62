package network.ian.app.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import network.ian.core.config.HostPort;

/** What can be asked over the network; each call blocks for some seconds at most. A fake stands here in tests. */
interface Outside {

    /** All addresses of a name. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** Connects to a node's port for peers as a stranger. */
    Visit visit(HostPort address);

    /** The same under this node's own identity, so that the far end says what it thinks of it. */
    Visit visitAsThisNode(HostPort address);

    /** Why no connection can be opened; empty if one can. */
    Optional<String> cannotConnect(HostPort address);

    /**
     * What became of a visit.
     *
     * @param met who is there; empty if the visit failed
     * @param step where it failed, as {@code ian peer check} names it: {@code name}, {@code tcp}, {@code tls}, {@code hello},
     *     {@code network}, {@code version}, {@code ping}; {@code time} if it was not over in time
     * @param words why it failed
     */
    record Visit(HostPort address, Optional<Met> met, String step, String words) {

        static Visit failed(HostPort address, String step, String words) {
            return new Visit(address, Optional.empty(), step, words);
        }

        static Visit met(HostPort address, Met met) {
            return new Visit(address, Optional.of(met), "", "");
        }
    }

    /**
     * A node that answered.
     *
     * @param clockAheadMs by how many milliseconds this machine's clock is ahead of its own
     */
    record Met(String nodeId, String agent, String networkId, long clockAheadMs) {}

    /**
     * A seed and all of its addresses.
     *
     * @param visits empty if its name has no address, or it was not asked
     */
    record Seed(HostPort configured, List<Visit> visits) {

        public Seed {
            visits = List.copyOf(visits);
        }
    }
}
