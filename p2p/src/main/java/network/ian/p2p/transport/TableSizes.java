package network.ian.p2p.transport;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import network.ian.p2p.discovery.DiscoverySummary;
import network.ian.p2p.finality.FinalityGauges;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.sync.SyncGauges;
import network.ian.p2p.sync.Synchronizer;

/** How full each bounded table of the protocol is, by the name that the metric's label {@code table} has. */
final class TableSizes {

    private final Map<String, Long> sizes = new LinkedHashMap<>();

    private TableSizes() {}

    /** On the protocol's thread. */
    static Map<String, Long> of(PeerProtocol protocol) {
        TableSizes tables = new TableSizes();
        tables.intake(protocol);
        tables.sync(protocol);
        tables.finality(protocol.anchoring().gauges());
        tables.discovery(protocol.discovery().summary());
        tables.sizes.put("gossip_wanted_ids", (long) protocol.gossip().wanted());
        tables.sizes.put("gossip_recent_bytes", protocol.gossip().recentBytes());
        tables.sizes.put(
                "announced_goals",
                protocol.peers().stream().mapToLong(peer -> peer.heads().size()).sum());
        tables.sizes.put("scores", (long) protocol.scores().size());
        tables.sizes.put("score_prefixes", (long) protocol.scores().prefixCount());
        return Collections.unmodifiableMap(tables.sizes);
    }

    private void intake(PeerProtocol protocol) {
        sizes.put("intake_judging", (long) protocol.intake().judging());
        sizes.put("intake_judging_bytes", protocol.intake().judgingBytes());
        sizes.put("intake_waiting_for_retry", (long) protocol.intake().waitingForRetry());
        sizes.put("intake_retry_bytes", protocol.intake().bytesForRetry());
        sizes.put("intake_addresses", (long) protocol.intake().addresses());
        sizes.put("intake_refused_ids", (long) protocol.intake().refusedIds());
    }

    private void sync(PeerProtocol protocol) {
        Synchronizer sync = protocol.synchronizer();
        sizes.put("sync_asked_ids", (long) sync.askedIds());
        sizes.put("sync_parked_bytes", sync.parkedBytes());
        sizes.put("sync_withholders", (long) sync.withholders());
        sizes.put("sync_served_fetches", (long) sync.servedFetches());
        long wanted = 0;
        long headers = 0;
        long announcements = 0;
        long sessions = 0;
        for (GoalSet goal : protocol.goals()) {
            SyncGauges gauges = sync.gauges(goal);
            wanted += gauges.wanted();
            headers += gauges.pendingHeaders();
            announcements += gauges.announcements();
            sessions += gauges.sessions();
        }
        sizes.put("sync_wanted_ids", wanted);
        sizes.put("sync_pending_headers", headers);
        sizes.put("sync_announcements", announcements);
        sizes.put("sync_sessions", sessions);
    }

    private void finality(FinalityGauges gauges) {
        sizes.put("finality_questions", (long) gauges.questions());
        sizes.put("finality_served", (long) gauges.served());
        sizes.put("finality_listed_ids", (long) gauges.listedIds());
        sizes.put("finality_missing_ids", (long) gauges.missing());
    }

    private void discovery(DiscoverySummary discovery) {
        sizes.put("addresses_new", (long) discovery.newAddresses());
        sizes.put("addresses_tried", (long) discovery.triedAddresses());
        sizes.put("dials", (long) discovery.dialsInFlight());
        sizes.put("visitors", (long) discovery.visitors());
        sizes.put("recent_nodes", (long) discovery.recentNodes());
        sizes.put("dial_troubles", (long) discovery.dialTroubles());
    }
}
