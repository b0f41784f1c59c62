package network.ian.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import network.ian.core.view.ClockSkew;

/**
 * What runs on the data directory now.
 *
 * @param locked whether a process has the directory
 * @param pid of that process, if it can be told
 * @param apiPort where its API listens; 0 if that is not known
 * @param silence why no API answered; empty if one did
 * @param report of {@code /health/ready}
 * @param status of {@code /status}
 * @param peers of {@code /api/v1/peers}
 */
record LocalNode(
        boolean locked,
        Optional<Long> pid,
        int apiPort,
        Optional<String> silence,
        JsonNode report,
        JsonNode status,
        JsonNode peers) {

    static LocalNode none() {
        return silent(false, Optional.empty(), "no node runs on this data directory");
    }

    static LocalNode silent(boolean locked, Optional<Long> pid, String why) {
        JsonNode nothing = MissingNode.getInstance();
        return new LocalNode(locked, pid, 0, Optional.of(why), nothing, nothing, nothing);
    }

    boolean answers() {
        return silence.isEmpty();
    }

    /** Empty if it does not tell, because it is older. */
    Optional<ClockSkew> clock() {
        JsonNode clock = status.path("clock");
        return clock.path("skew_seconds").isNumber()
                ? Optional.of(new ClockSkew(
                        clock.path("peers").asInt(),
                        Math.round(clock.path("skew_seconds").asDouble() * 1000)))
                : Optional.empty();
    }

    /** The port that it listens on for peers; 0 if it does not tell. */
    int peerPort() {
        return status.path("node").path("p2p_port").asInt();
    }

    /** The port of its event stream; 0 if it does not tell. */
    int streamPort() {
        return status.path("node").path("stream_port").asInt();
    }

    /** Where it says that peers reach it. */
    Optional<String> advertised() {
        return Optional.ofNullable(status.path("node").path("p2p_address").textValue());
    }

    /** Whether it has said how many peers are connected, and that there are none. */
    boolean isAlone() {
        return answers()
                && peers.path("total").isNumber()
                && peers.path("total").asInt() == 0;
    }
}
