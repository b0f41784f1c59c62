package network.ian.app.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import network.ian.app.doctor.Outside.Met;
import network.ian.app.doctor.Outside.Seed;
import network.ian.app.doctor.Outside.Visit;
import network.ian.core.config.HostPort;
import network.ian.p2p.peer.IpPrefix;

/** Whether the seeds can be reached, and what stands between them and this node. */
final class SeedChecks {

    private static final int ID_SHOWN = 16;

    private final List<Seed> seeds;
    private final Bans bans;
    private final Optional<String> ownId;

    /** @param ownId this node's id, if it has one yet */
    SeedChecks(List<Seed> seeds, Bans bans, Optional<String> ownId) {
        this.seeds = seeds;
        this.bans = bans;
        this.ownId = ownId;
    }

    /** One finding for each seed, and one for each that this node bans. */
    List<Finding> run() {
        if (seeds.isEmpty()) {
            return List.of(Finding.skip("seed", "none configured: this node waits for others (IAN_SEED_NODES)"));
        }
        List<Finding> findings = new ArrayList<>();
        seeds.forEach(seed -> findings.add(reachable(seed)));
        List<Finding> banned =
                seeds.stream().flatMap(seed -> banned(seed).stream()).toList();
        findings.addAll(banned);
        if (banned.isEmpty()) {
            findings.add(Finding.ok("bans", bans.nodes().size() + " nodes are banned here, no seed among them"));
        }
        return findings;
    }

    /** By how many milliseconds this clock is ahead of each seed's that answered; of this node's own it says nothing. */
    List<Long> clocks() {
        return others().stream().map(Met::clockAheadMs).toList();
    }

    /** Seeds other than this node that answered. */
    List<Met> others() {
        return seeds.stream()
                .flatMap(seed -> seed.visits().stream())
                .flatMap(visit -> visit.met().stream())
                .filter(met -> ownId.filter(met.nodeId()::equals).isEmpty())
                .collect(Collectors.toMap(Met::nodeId, met -> met, (one, other) -> one))
                .values()
                .stream()
                .toList();
    }

    private Finding reachable(Seed seed) {
        String name = "tcp://" + seed.configured();
        List<Visit> failed =
                seed.visits().stream().filter(visit -> visit.met().isEmpty()).toList();
        if (seed.visits().isEmpty()) {
            return Finding.skip("seed", name + ": not asked, there are so many");
        }
        String words = failed.stream()
                .map(visit -> (visit.address().equals(seed.configured()) ? "" : visit.address() + ": ") + visit.step()
                        + ": " + visit.words())
                .collect(Collectors.joining("; "));
        if (failed.size() == seed.visits().size()) {
            return Finding.fail("seed", name + ": " + words, advice(failed.get(0), seed.configured()));
        }
        String who = seed.visits().stream()
                .flatMap(visit -> visit.met().stream())
                .map(this::who)
                .distinct()
                .collect(Collectors.joining(", "));
        return failed.isEmpty()
                ? Finding.ok("seed", name + ": " + who)
                : Finding.warn(
                        "seed",
                        name + ": " + who + "; but " + words,
                        advice(failed.get(0), failed.get(0).address()));
    }

    private String who(Met met) {
        if (ownId.filter(met.nodeId()::equals).isPresent()) {
            return "this node itself";
        }
        return "node "
                + met.nodeId().substring(0, Math.min(ID_SHOWN, met.nodeId().length())) + " (" + met.agent()
                + ") in network " + met.networkId();
    }

    static String advice(Visit failed, HostPort address) {
        String again = " Then 'ian peer check " + address + "' must succeed.";
        return switch (failed.step()) {
            case "name" -> "Correct the name in IAN_SEED_NODES, or mend this machine's DNS." + again;
            case "tcp", "time" ->
                "See that a node listens there and that no firewall on the way drops port " + address.port() + "."
                        + again;
            case "tls" ->
                "Something else listens there, or sits in between (a web proxy): use the node's port for peers, not"
                        + " its API's." + again;
            case "network" -> "Set IAN_NETWORK_ID to the network of that seed, or name other seeds." + again;
            case "version" -> "Upgrade the older of the two nodes." + again;
            default ->
                failed.words().contains("banned")
                        ? "That node bans this one's address: ask its operator for 'ian peer unban', and read its log for why."
                        : "The node there is full or ends: try again in a minute." + again;
        };
    }

    private List<Finding> banned(Seed seed) {
        List<Finding> findings = new ArrayList<>();
        for (Visit visit : seed.visits()) {
            visit.met()
                    .flatMap(met -> Optional.ofNullable(bans.nodes().get(met.nodeId()))
                            .map(until -> Map.entry(met.nodeId(), until)))
                    .ifPresent(ban -> findings.add(Finding.fail(
                            "bans",
                            "this node bans its seed tcp://" + seed.configured() + ", node " + ban.getKey() + ", until "
                                    + shown(ban.getValue()),
                            "If that was a mistake: ian peer unban " + ban.getKey())));
            prefix(visit.address())
                    .flatMap(this::until)
                    .ifPresent(ban -> findings.add(Finding.fail(
                            "bans",
                            "this node bans the address prefix " + ban.getKey() + " of its seed tcp://"
                                    + seed.configured() + " until " + shown(ban.getValue()),
                            "If that was a mistake, remove it from \"banned_prefixes\" in peer_scores.json; a running node takes that"
                                    + " over within seconds.")));
        }
        return findings;
    }

    private Optional<Map.Entry<IpPrefix, Instant>> until(IpPrefix prefix) {
        return Optional.ofNullable(bans.prefixes().get(prefix)).map(end -> Map.entry(prefix, end));
    }

    /** Of an address, not of a name. */
    private static Optional<IpPrefix> prefix(HostPort address) {
        if (!address.host().matches("[0-9.]+|[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(IpPrefix.of(InetAddress.getByName(address.host())));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String shown(Instant end) {
        return end.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
