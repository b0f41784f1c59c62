package network.ian.app.top;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import network.ian.app.top.Snapshot.Peer;
import network.ian.app.top.Snapshot.Peers;

/** The connected peers. */
final class PeerTable implements Section {

    private static final double DISTRUSTED = 50;
    private static final double TRUSTED = 150;
    /** As the alert IANSyncLag has it. */
    private static final long MOST_LACKING = 10;

    private final Peers peers;

    PeerTable(Peers peers) {
        this.peers = peers;
    }

    @Override
    public int wanted() {
        return peers.connected().isEmpty() ? 1 : 1 + peers.connected().size();
    }

    @Override
    public List<Line> lines(int columns, int rows) {
        if (peers.connected().isEmpty()) {
            return rows < 1
                    ? List.of()
                    : List.of(new Row(columns, "peers")
                            .fact(Role.LABEL, "none connected")
                            .fact(banned())
                            .line());
        }
        Grid<Peer> grid = new Grid<>(columns, columns());
        List<Line> lines = new ArrayList<>();
        lines.add(grid.head());
        peers.connected().forEach(peer -> lines.add(grid.row(peer)));
        return lines.subList(0, Math.min(rows, lines.size()));
    }

    /** The head of the first one says how many there are, as not all may show. */
    private List<Column<Peer>> columns() {
        return List.of(
                Column.left("PEER " + peers.total(), 8, 0, peer -> Line.of(Role.PLAIN, Words.id(peer.id()))),
                Column.growing("ADDRESS", 15, 1, peer -> Line.of(Role.PLAIN, peer.address())),
                Column.left("DIR", 3, 0, peer -> Line.of(Role.PLAIN, peer.outbound() ? "out" : "in")),
                Column.right("SCORE", 5, 0, PeerTable::score),
                Column.right("RTT", 8, 0, PeerTable::rtt),
                Column.right("LAG", 7, 0, PeerTable::lag),
                Column.left("AGENT", 18, 2, peer -> Line.of(Role.LABEL, peer.agent())));
    }

    private Line banned() {
        return peers.banned() == 0 ? Line.EMPTY : Line.of(Role.WARNING, peers.banned() + " banned");
    }

    private static Line score(Peer peer) {
        Role role = peer.score() >= TRUSTED ? Role.GOOD : peer.score() < DISTRUSTED ? Role.WARNING : Role.PLAIN;
        return Line.of(role, String.format(Locale.ROOT, "%.0f", peer.score()));
    }

    private static Line rtt(Peer peer) {
        return peer.rttMs().isPresent()
                ? Line.of(
                        Role.PLAIN,
                        String.format(Locale.ROOT, "%.1f ms", peer.rttMs().getAsDouble()))
                : Line.of(Role.LABEL, "-");
    }

    private static Line lag(Peer peer) {
        if (peer.ahead().isEmpty()) {
            return Line.of(Role.LABEL, "-");
        }
        long ahead = peer.ahead().getAsLong();
        // A peer that is behind catches up by itself; what this node lacks is this node's trouble.
        Role role = ahead > MOST_LACKING ? Role.WARNING : Role.PLAIN;
        return Line.of(role, ahead == 0 ? "0" : String.format(Locale.ROOT, "%+,d", ahead));
    }
}
