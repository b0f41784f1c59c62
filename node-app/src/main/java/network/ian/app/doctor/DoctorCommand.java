package network.ian.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.app.config.ConfigOptions;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.node.NodeEnvironment;
import network.ian.p2p.transport.PeerProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian doctor}. */
@Command(
        name = "doctor",
        description = {
            "Examine this machine, the configuration, the data directory, the node that runs on it and its way to the"
                    + " seeds, and say what to do about what is wrong. Needs no running node and no root.",
            "Takes 20 seconds at most. Exit code 0 if no check failed, 1 if one did."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Console console;
    private final ConfigOptions options;
    private final NodeEnvironment environment;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** @param environment clocks and randomness */
    public DoctorCommand(Console console, ConfigOptions options, NodeEnvironment environment) {
        this.console = console;
        this.options = options;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<Finding> findings = findings(new LinuxHost(environment.clock(), environment.ticker()));
        DoctorReport report = new DoctorReport(console);
        if (json) {
            report.json(findings);
        } else {
            report.print(findings);
        }
        return (DoctorReport.ok(findings) ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private List<Finding> findings(Host host) {
        LoadedConfig loaded;
        try {
            loaded = options.load();
        } catch (ConfigException wrong) {
            return Doctor.examine(host, wrong);
        }
        Path data = loaded.config().node().dataDir();
        Optional<NodeIdentity> identity = new CertificateChecks(data, host.now()).identity();
        PeerProbe probe = new PeerProbe(environment.entropy(), environment.clock(), environment.ticker(), PATIENCE);
        Outside outside = new RealOutside(probe, loaded.config().node().networkId(), identity, PATIENCE);
        NodeQuestions questions = new NodeQuestions(host, data, identity, this::connect);
        try (AtOnce atOnce = new AtOnce(environment.ticker())) {
            return new Doctor(host, new Doctor.Patient(outside, identity, questions::ask), atOnce).examine(loaded);
        }
    }

    private ApiClient connect() throws IOException {
        try {
            return new NodeOptions(options).connect();
        } catch (ConfigException e) {
            throw new IOException(e);
        }
    }
}
