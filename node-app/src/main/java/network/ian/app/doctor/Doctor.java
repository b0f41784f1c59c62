package network.ian.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import network.ian.app.doctor.Outside.Met;
import network.ian.app.doctor.Outside.Seed;
import network.ian.app.doctor.Outside.Visit;
import network.ian.core.config.ConfigException;
import network.ian.core.config.HostPort;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;
import network.ian.core.identity.NodeIdentity;

/**
 * Examines a machine, a data directory and what runs on it: first asks everything that takes time, side by side, then
 * judges. Changes nothing, but for a small file that it writes into the data directory and removes again.
 */
final class Doctor {

    private static final int USUAL_PEERS = 50;
    private static final Duration NAMES = Duration.ofSeconds(4);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LAST = Duration.ofSeconds(16);

    private final Host host;
    private final Patient patient;
    private final AtOnce atOnce;

    /**
     * What is examined.
     *
     * @param identity the node's, if it has one that can be used
     * @param node asks the node that runs on the data directory
     */
    record Patient(Outside outside, Optional<NodeIdentity> identity, Supplier<LocalNode> node) {

        Optional<String> id() {
            return identity.map(NodeIdentity::nodeId);
        }
    }

    Doctor(Host host, Patient patient, AtOnce atOnce) {
        this.host = host;
        this.patient = patient;
        this.atOnce = atOnce;
    }

    /** What can be said where no configuration can be used. */
    static List<Finding> examine(Host host, ConfigException wrong) {
        List<Finding> findings = new ArrayList<>(new MachineChecks(host).run(Optional.empty(), USUAL_PEERS));
        findings.addAll(new ClockChecks(host).run(Optional.empty(), List.of()));
        wrong.problems()
                .forEach(problem -> findings.add(Finding.fail(
                        "configuration", problem, "Correct it; 'ian config validate' must say 'configuration ok'.")));
        findings.add(Finding.skip("data directory", "all further checks need a configuration that can be used"));
        return findings;
    }

    /** All checks, in the order of {@code docs/DOCTOR.md}. */
    List<Finding> examine(LoadedConfig loaded) {
        NodeConfig config = loaded.config();
        Path data = config.node().dataDir();
        CompletableFuture<LocalNode> asked = atOnce.start(patient.node());
        CompletableFuture<Finding> written = atOnce.start(new DiskChecks(host, data)::writable);
        Optional<CompletableFuture<Finding>> tau =
                config.tau().address().map(address -> atOnce.start(() -> tau(address)));
        List<Seed> seeds =
                new SeedSurvey(patient.outside(), atOnce).visit(config.p2p().seedNodes(), NAMES, FIRST);
        LocalNode node =
                atOnce.await(asked, FIRST, LocalNode.silent(true, Optional.empty(), "not all answers within 10 s"));
        Bans.Read bans = Bans.read(data, host.now());
        SeedChecks seedChecks = new SeedChecks(seeds, bans.bans().and(node.peers()), patient.id());
        Contact contact = contact(config, node, seeds, seedChecks.others());

        List<Finding> findings = new ArrayList<>(
                new MachineChecks(host).run(node.pid(), config.p2p().maxPeers()));
        findings.addAll(new ClockChecks(host).run(node.clock(), seedChecks.clocks()));
        findings.addAll(configuration(loaded));
        if (Files.isDirectory(data)) {
            Finding late = Finding.fail(
                    "writable",
                    "a small write has not come back within 10 s",
                    "Look at the disk: 'dmesg', 'df " + data + "'; a network share that hangs does this.");
            findings.addAll(directory(loaded, data, atOnce.await(written, FIRST, late)));
        } else {
            findings.add(Finding.fail(
                    "data directory",
                    Files.exists(data) ? data + " is not a directory" : data + " is not there",
                    "Name the right one (--data-dir, IAN_DATA_DIR), mount the volume, or start the node once with 'ian run',"
                            + " which makes it."));
        }
        findings.addAll(new NodeChecks(host, node).run(config));
        findings.addAll(seedChecks.run());
        if (Files.isDirectory(data)) {
            findings.add(bans.finding());
        }
        findings.addAll(new PeerChecks(node, patient.id(), !seeds.isEmpty())
                .run(!seedChecks.others().isEmpty(), contact.asOneself(), contact.own()));
        findings.add(tau.map(asking -> atOnce.await(
                        asking, FIRST, tauFailed(config.tau().address().orElseThrow(), "not over in time")))
                .orElseGet(() -> Finding.skip("tau", "none configured; anchors come from peers")));
        return findings;
    }

    private List<Finding> directory(LoadedConfig loaded, Path data, Finding writable) {
        NodeConfig config = loaded.config();
        DiskChecks disk = new DiskChecks(host, data);
        CertificateChecks certificates = new CertificateChecks(data, host.now());
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("data directory", data.toString()));
        findings.addAll(modes(data));
        findings.add(writable);
        findings.add(disk.space(config.storage().minFreeDiskBytes()));
        findings.add(disk.inodes());
        findings.add(DiskChecks.logs(config.node().logDir()));
        findings.add(certificates.identityFile());
        findings.add(certificates.peers(patient.identity()));
        findings.add(certificates.api(apiCertificate(loaded)));
        findings.add(TokenCheck.run(data));
        findings.addAll(new JournalCheck(data).run());
        return findings;
    }

    private List<Finding> modes(Path data) {
        int uid = host.text("/proc/self/status")
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith("Uid:")).findFirst())
                .map(line -> Integer.valueOf(line.strip().split("\\s+")[1]))
                .orElse(0);
        try {
            return new Modes(data, uid).run();
        } catch (IOException e) {
            return List.of(Finding.fail(
                    "modes",
                    "cannot be looked at: " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    "Run this as the node's user: in the container 'ian doctor', on a host 'sudo -u ian ian doctor'."));
        }
    }

    private static List<Finding> configuration(LoadedConfig loaded) {
        String file = loaded.file().map(Path::toString).map(", and of "::concat).orElse("");
        List<Finding> findings = new ArrayList<>();
        loaded.warnings()
                .forEach(warning -> findings.add(
                        Finding.warn("configuration", warning, "Correct or unset it ('ian config show').")));
        return findings.isEmpty()
                ? List.of(Finding.ok("configuration", "all settings of flags and environment" + file + " can be used"))
                : findings;
    }

    private static Optional<Path> apiCertificate(LoadedConfig loaded) {
        return loaded.values().stream()
                .filter(value -> value.setting().key().equals("api.tls_cert_file"))
                .flatMap(value -> value.value().stream())
                .map(value -> Path.of(value.toString()))
                .findFirst();
    }

    /** What others make of this node. */
    private record Contact(Optional<Visit> asOneself, Optional<Visit> own) {}

    /** Needs the answers of the first round. A visit under the own identity would end a connection, so only without any. */
    private Contact contact(NodeConfig config, LocalNode node, List<Seed> seeds, List<Met> others) {
        Optional<HostPort> advertised = node.answers()
                ? config.p2p().advertiseAddr().or(() -> node.advertised().flatMap(HostPort::read))
                : Optional.empty();
        Optional<HostPort> seed = !node.locked() || node.isAlone() ? one(seeds, others) : Optional.empty();
        Optional<CompletableFuture<Visit>> own =
                advertised.map(address -> atOnce.start(() -> patient.outside().visit(address)));
        Optional<CompletableFuture<Visit>> asOneself = seed.filter(
                        address -> patient.identity().isPresent())
                .map(address -> atOnce.start(() -> patient.outside().visitAsThisNode(address)));
        return new Contact(
                asOneself.map(visit ->
                        atOnce.await(visit, LAST, Visit.failed(seed.orElseThrow(), "time", "not over in time"))),
                own.map(visit ->
                        atOnce.await(visit, LAST, Visit.failed(advertised.orElseThrow(), "time", "not over in time"))));
    }

    /** An address where a seed other than this node answers. */
    private static Optional<HostPort> one(List<Seed> seeds, List<Met> others) {
        return seeds.stream()
                .flatMap(seed -> seed.visits().stream())
                .filter(visit -> visit.met().filter(others::contains).isPresent())
                .map(Visit::address)
                .findFirst();
    }

    private Finding tau(HostPort address) {
        return patient.outside()
                .cannotConnect(address)
                .map(why -> tauFailed(address, why))
                .orElseGet(() -> Finding.ok("tau", address + " takes connections"));
    }

    private static Finding tauFailed(HostPort address, String why) {
        return Finding.warn(
                "tau",
                address + " cannot be reached: " + why,
                "Check IAN_TAU_HOST and IAN_TAU_PORT and the Tau node; contributions do not wait, anchors do.");
    }
}
