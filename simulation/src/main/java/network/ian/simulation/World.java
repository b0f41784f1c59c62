package network.ian.simulation;

import java.util.ArrayList;
import java.util.List;
import network.ian.p2p.wire.AddressRecord;
import network.ian.simulation.attack.Attacker;
import network.ian.simulation.attack.AttackerKind;
import network.ian.simulation.attack.Stage;
import network.ian.simulation.content.ContributionMint;
import network.ian.simulation.content.ContributionTable;
import network.ian.simulation.event.Streams;
import network.ian.simulation.event.Streams.Purpose;
import network.ian.simulation.event.Timeline;
import network.ian.simulation.measure.Deliveries;
import network.ian.simulation.measure.Expulsions;
import network.ian.simulation.measure.Traffic;
import network.ian.simulation.network.CodecWire;
import network.ian.simulation.network.Dialler;
import network.ian.simulation.network.Host;
import network.ian.simulation.network.Latency;
import network.ian.simulation.network.Network;
import network.ian.simulation.network.Overlay;
import network.ian.simulation.network.Weather;
import network.ian.simulation.node.NodeFactory;
import network.ian.simulation.node.Powerhouse;
import network.ian.simulation.node.SimulatedSignature;
import network.ian.simulation.scenario.AddressPlan;
import network.ian.simulation.scenario.Casting;
import network.ian.simulation.scenario.LateGoals;

/** Everything that one run consists of, put together. */
final class World {

    private static final int SYBILS_PER_VICTIM = 10;
    private static final Powerhouse.Slots HONEST_SLOTS = new Powerhouse.Slots(32, 8);
    private static final Powerhouse.Slots SEED_SLOTS = new Powerhouse.Slots(100, 8);
    private static final Powerhouse.Slots ATTACKER_SLOTS = new Powerhouse.Slots(100, 16);

    final Timeline timeline = new Timeline();
    final Traffic traffic = new Traffic();
    final Streams streams;
    final Casting casting;
    final Expulsions expulsions;
    final Deliveries deliveries;
    final LateGoals lateGoals;
    final ContributionTable table = new ContributionTable();
    final ContributionMint mint;
    final Network network;
    final Overlay overlay;
    final List<Machine> machines = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();

    World(SimulationOptions options, NodeFactory protocol) {
        streams = new Streams(options.seed());
        casting = Casting.draw(options.scenario(), options.nodes(), streams.stream(Purpose.CASTING, 0));
        expulsions = new Expulsions(casting.honest());
        lateGoals = new LateGoals(
                options.scenario().lateGoals(), casting.honest(), options.window(), streams.stream(Purpose.GOALS, 0));
        deliveries = new Deliveries(lateGoals::audience, options.nodes());
        mint = new ContributionMint(streams.stream(Purpose.CONTENT, 0));
        Weather weather = new Weather(
                streams.stream(Purpose.WEATHER, 0),
                options.scenario().troubles().segmentLoss());
        network = new Network(timeline, weather, new CodecWire(options.codecEvery()), traffic, expulsions);
        AddressPlan addresses =
                new AddressPlan(streams.stream(Purpose.ADDRESSES, 0), streams.stream(Purpose.IDENTITY, 0));
        for (int node = 0; node < options.nodes(); node++) {
            hosts.add(addresses.next(node, casting.honest().get(node)));
        }
        overlay = new Overlay(hosts, network);
        Powerhouse powerhouse = powerhouse();
        hosts.forEach(host -> machines.add(new Machine(host, table, powerhouse, slots(host), role(host, protocol))));
    }

    List<Host> hosts() {
        return hosts;
    }

    private Powerhouse powerhouse() {
        Dialler dialler = new Dialler(timeline, network, new Latency(streams.seed()), hosts);
        return new Powerhouse(
                timeline,
                network,
                dialler,
                streams,
                table,
                deliveries,
                hosts.subList(0, casting.seeds()).stream()
                        .map(host -> host.place().listens())
                        .toList());
    }

    private Powerhouse.Slots slots(Host host) {
        if (!host.honest()) {
            return ATTACKER_SLOTS;
        }
        return host.index() < casting.seeds() ? SEED_SLOTS : HONEST_SLOTS;
    }

    private NodeFactory role(Host host, NodeFactory protocol) {
        return casting.kind(host.index())
                .<NodeFactory>map(kind -> {
                    Stage.Plot plot = plot(host, kind);
                    return blueprint -> new Attacker(blueprint, kind, plot, protocol);
                })
                .orElse(protocol);
    }

    private Stage.Plot plot(Host host, AttackerKind kind) {
        List<Host> honest = hosts.stream().filter(Host::honest).toList();
        List<Host> kin = hosts.stream()
                .filter(other ->
                        casting.kind(other.index()).filter(kind::equals).isPresent())
                .toList();
        List<Host> victims = kind == AttackerKind.ECLIPSE
                ? List.of(honest.get(kin.indexOf(host) / SYBILS_PER_VICTIM % honest.size()))
                : honest;
        return new Stage.Plot(
                victims.stream().map(victim -> victim.place().listens()).toList(),
                kin.stream().map(World::record).toList(),
                table,
                new ContributionMint(streams.stream(Purpose.ATTACK, host.index())));
    }

    private static AddressRecord record(Host host) {
        return SimulatedSignature.sign(host.place().publicKey(), host.place().listens(), Dialler.EPOCH_MS);
    }
}
