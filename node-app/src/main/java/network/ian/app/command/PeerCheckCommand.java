package network.ian.app.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.core.config.HostPort;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.p2p.transport.PeerProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian peer check}: stands alone, so that a firewall can be tested before any node runs. */
@Command(
        name = "check",
        description =
                "Connect to a node's port for peers and say who is there; needs no running node. Exit code 0 if it is"
                        + " reached, 1 if not.")
final class PeerCheckCommand implements Callable<Integer> {

    private static final int LONGEST_SECONDS = 120;

    private final Console console;

    @Parameters(paramLabel = "ADDRESS", description = "host:port, or tcp://host:port.")
    private String whom;

    @Option(names = "--network-id", paramLabel = "ID", description = "Fail if the node is in another network.")
    private String networkId;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "10",
            description = "Longest wait for each step in seconds, 1 to 120 (10).")
    private int seconds;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    PeerCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        HostPort address = PeerArgument.address(whom);
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw new CommandFailure(ExitCode.USAGE, "--timeout: expected 1 to " + LONGEST_SECONDS);
        }
        PeerProbe probe = new PeerProbe(
                SystemEntropy.secureRandom(), WallClock.system(), MonotonicClock.system(), Duration.ofSeconds(seconds));
        PeerProbe.Outcome outcome = probe.visit(address, Optional.ofNullable(networkId));
        if (outcome instanceof PeerProbe.Reached reached) {
            say(address, reached);
            return ExitCode.OK.number();
        }
        say(address, (PeerProbe.Failed) outcome);
        return ExitCode.FAILED.number();
    }

    private void say(HostPort address, PeerProbe.Failed failed) {
        if (json) {
            console.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("reached", false)
                    .put("address", address.toString())
                    .put("step", failed.step())
                    .put("error", failed.words()));
        } else {
            console.note(address + ": " + failed.step() + ": " + TerminalText.escape(failed.words(), 400));
        }
    }

    private void say(HostPort address, PeerProbe.Reached reached) {
        double millis = reached.roundTrip().toNanos() / 1e6;
        String advertised = reached.advertised().map(HostPort::toString).orElse(null);
        if (json) {
            ObjectNode found = JsonNodeFactory.instance
                    .objectNode()
                    .put("reached", true)
                    .put("address", address.toString())
                    .put("remote", reached.remote().toString())
                    .put("node_id", reached.nodeId())
                    .put("agent", reached.agent())
                    .put("network_id", reached.networkId())
                    .put("advertised", advertised)
                    .put("rtt_ms", millis);
            found.putObject("certificate")
                    .put("fingerprint", reached.certificate().fingerprint().hex())
                    .put("not_before", reached.certificate().notBefore().toString())
                    .put("not_after", reached.certificate().notAfter().toString());
            reached.heads()
                    .forEach(head -> found.withArray("goals")
                            .addObject()
                            .put("topic", head.topic().hex())
                            .put("entries", head.entries())
                            .put("log_size", head.logSize())
                            .put("log_root", head.logRoot().hex()));
            console.json(found);
            return;
        }
        console.line("node        " + reached.nodeId());
        console.line("address     " + reached.remote());
        console.line("advertises  " + (advertised == null ? "nothing" : TerminalText.escape(advertised, 300)));
        console.line("agent       " + TerminalText.escape(reached.agent(), 64));
        console.line("network     " + TerminalText.escape(reached.networkId(), 64));
        console.line("certificate " + reached.certificate().fingerprint() + ", until "
                + reached.certificate().notAfter());
        console.line("round trip  " + String.format(Locale.ROOT, "%.1f ms", millis));
        reached.heads()
                .forEach(
                        head -> console.line("goal        " + head.topic().hex() + "  " + head.entries() + " entries"));
    }
}
