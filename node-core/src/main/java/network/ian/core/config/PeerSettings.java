package network.ian.core.config;

import static network.ian.core.config.Setting.open;

import java.util.List;

/** The settings of {@code p2p}; {@link Settings#ALL} has them among the others. */
public final class PeerSettings {

    public static final Setting<String> LISTEN_HOST = open(
            "p2p.listen_host",
            "IAN_LISTEN_HOST",
            ValueType.host(),
            "0.0.0.0",
            "Address that peers connect to on this machine.");
    public static final Setting<Integer> PORT =
            open("p2p.port", "IAN_P2P_PORT", ValueType.listenPort(), "9000", "Port for peers; 0 takes any free one.");
    public static final Setting<Integer> WS_PORT = open(
            "p2p.ws_port",
            "IAN_WS_PORT",
            ValueType.listenPort(),
            "9001",
            "Port of the event stream, on the API's address (`api.host`); 0 takes any free one.");
    public static final Setting<HostPort> ADVERTISE_ADDR = open(
            "p2p.advertise_addr",
            "IAN_ADVERTISE_ADDR",
            ValueType.hostPort(),
            "",
            "Address under which peers reach this node, where it differs from what they see.");
    public static final Setting<Integer> MAX_PEERS =
            open("p2p.max_peers", "IAN_MAX_PEERS", ValueType.integer(1, 10_000), "50", "Most peers at a time.");
    public static final Setting<List<HostPort>> SEED_NODES = open(
            "p2p.seed_nodes",
            "IAN_SEED_NODES",
            ValueType.tcpAddresses(256),
            "",
            "Peers to start from; a name that resolves to many addresses means all of them.");
    public static final Setting<Boolean> EXCHANGE = open(
            "p2p.peer_exchange",
            "IAN_P2P_PEER_EXCHANGE",
            ValueType.bool(),
            "true",
            "Whether addresses are asked for and learnt from peers; without it only seeds and added peers are dialled.");
    public static final Setting<Integer> TARGET_OUTBOUND = open(
            "p2p.target_outbound",
            "IAN_P2P_TARGET_OUTBOUND",
            ValueType.integer(0, 10_000),
            "8",
            "Connections that the node opens itself and keeps; their slots are reserved.");
    public static final Setting<Boolean> SMALL_NETWORK = open(
            "p2p.small_network",
            "IAN_SMALL_NETWORK",
            ValueType.bool(),
            "false",
            "Whether two peers are enough, as among three nodes: the node's own IANLowPeers then keeps quiet, as with"
                    + " the label `network: small` in Prometheus.");
    public static final Setting<Integer> BUDGET_PERCENT = open(
            "p2p.budget_percent",
            "IAN_P2P_BUDGET_PERCENT",
            ValueType.integer(1, 10_000),
            "100",
            "What peers may send before it is dropped, in percent of the usual budgets.");
    public static final Setting<Integer> BAN_HOURS = open(
            "p2p.ban_hours",
            "IAN_P2P_BAN_HOURS",
            ValueType.integer(1, 8_760),
            "24",
            "Hours for which a peer is banned that has committed a provable fault.");

    static final List<Setting<?>> ALL = List.of(
            LISTEN_HOST,
            PORT,
            WS_PORT,
            ADVERTISE_ADDR,
            MAX_PEERS,
            SEED_NODES,
            EXCHANGE,
            TARGET_OUTBOUND,
            SMALL_NETWORK,
            BUDGET_PERCENT,
            BAN_HOURS);

    private PeerSettings() {}
}
