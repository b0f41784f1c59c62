package network.ian.api.rest;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.Parameter;
import network.ian.api.http.RefusedException;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.config.HostPort;
import network.ian.core.view.BannedPeer;
import network.ian.core.view.PeerControl;
import network.ian.core.view.PeerDirectory;
import network.ian.core.view.PeerSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/peers} and what an operator may do about peers. */
final class PeerEndpoints {

    static final Parameter ADDRESS =
            Parameter.text("address", "host:port, or tcp://host:port.").required();
    static final Parameter SECONDS = Parameter.integer("seconds", "How long, 1 to 31536000. Default 86400.");

    private static final Logger LOG = LoggerFactory.getLogger(PeerEndpoints.class);
    private static final long DEFAULT_BAN_SECONDS = 86_400;
    private static final long LONGEST_BAN_SECONDS = 31_536_000;

    /**
     * A connected peer; score 0 to 200, time in milliseconds since the epoch.
     *
     * @param direction {@code inbound} or {@code outbound}
     * @param rttMs null before the first measurement
     * @param clockAheadMs by how many milliseconds this node's clock is ahead of what the peer claims of its own
     * @param entries what the peer says that it holds, by goal
     */
    record PeerJson(
            String nodeId,
            String address,
            String direction,
            String agent,
            double score,
            boolean trusted,
            boolean pinned,
            @MayBeNull Double rttMs,
            long connectedSinceMs,
            @MayBeNull Long clockAheadMs,
            Map<String, Long> entries) {}

    /** A node that may not connect until then, in milliseconds since the epoch. */
    record BanJson(String nodeId, double score, long bannedUntilMs) {}

    /**
     * The connected peers and what else is known of the network.
     *
     * @param total connected peers
     * @param pinned addresses that an operator wants connections kept to
     * @param knownAddresses addresses that may be dialled
     */
    record PeerList(List<PeerJson> peers, int total, List<BanJson> banned, List<String> pinned, int knownAddresses) {}

    /**
     * An order was carried out.
     *
     * @param changed false if everything was so before
     */
    record Ordered(boolean changed) {}

    private final PeerDirectory peers;

    PeerEndpoints(PeerDirectory peers) {
        this.peers = peers;
    }

    Answer all(ApiRequest request) {
        List<PeerJson> connected =
                peers.connected().stream().map(PeerEndpoints::json).toList();
        List<BanJson> bans = peers.banned().stream()
                .sorted(Comparator.comparing(BannedPeer::nodeId))
                .map(ban -> new BanJson(ban.nodeId(), ban.score(), ban.bannedUntilMs()))
                .toList();
        List<String> pinned = peers.pinned().stream().map(HostPort::toString).toList();
        return Answer.ok(new PeerList(connected, connected.size(), bans, pinned, peers.knownAddresses()));
    }

    CompletableFuture<Answer> add(ApiRequest request) {
        HostPort address = address(request);
        return ordered("Peer added by an operator", address, control().add(address));
    }

    CompletableFuture<Answer> remove(ApiRequest request) {
        HostPort address = address(request);
        return ordered("Peer removed by an operator", address, control().remove(address));
    }

    CompletableFuture<Answer> ban(ApiRequest request) {
        String nodeId = request.pathHash("node_id").hex();
        long seconds = request.queryIndex("seconds", DEFAULT_BAN_SECONDS);
        if (seconds < 1 || seconds > LONGEST_BAN_SECONDS) {
            throw RefusedException.malformed("seconds", "expected 1 to " + LONGEST_BAN_SECONDS);
        }
        return ordered("Peer banned by an operator", nodeId, control().ban(nodeId, Duration.ofSeconds(seconds)));
    }

    CompletableFuture<Answer> unban(ApiRequest request) {
        String nodeId = request.pathHash("node_id").hex();
        return ordered("Peer's ban lifted by an operator", nodeId, control().unban(nodeId));
    }

    private PeerControl control() {
        return peers.control();
    }

    private static HostPort address(ApiRequest request) {
        String text =
                request.query().get("address").orElseThrow(() -> RefusedException.malformed("address", "missing"));
        return HostPort.read(text)
                .orElseThrow(() -> RefusedException.malformed("address", "expected host:port or tcp://host:port"));
    }

    private static CompletableFuture<Answer> ordered(String what, Object whom, CompletableFuture<Boolean> order) {
        return order.handle((changed, failure) -> {
            if (failure != null) {
                LOG.atWarn().addKeyValue("peer", whom).setCause(failure).log("{}: not carried out", what);
                return Answer.refused(503, "the order was not carried out: " + reason(failure));
            }
            LOG.atInfo()
                    .addKeyValue("peer", whom)
                    .addKeyValue("changed", changed)
                    .log(what);
            return Answer.ok(new Ordered(changed));
        });
    }

    private static String reason(Throwable failure) {
        return failure instanceof IllegalStateException said ? said.getMessage() : "the network does not answer";
    }

    private static PeerJson json(PeerSummary peer) {
        return new PeerJson(
                peer.nodeId(),
                peer.address(),
                peer.outbound() ? "outbound" : "inbound",
                peer.agent(),
                peer.score(),
                peer.trusted(),
                peer.pinned(),
                peer.rttMs().isPresent() ? peer.rttMs().getAsDouble() : null,
                peer.connectedSinceMs(),
                peer.clockAheadMs().isPresent() ? peer.clockAheadMs().getAsLong() : null,
                new TreeMap<>(peer.entries()));
    }
}
