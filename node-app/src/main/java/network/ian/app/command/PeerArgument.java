package network.ian.app.command;

import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.core.codec.Hex;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.HostPort;

/** Reads how operators name a peer on the command line. */
final class PeerArgument {

    private PeerArgument() {}

    static HostPort address(String text) {
        return HostPort.read(text)
                .orElseThrow(
                        () -> new CommandFailure(ExitCode.USAGE, "ADDRESS: expected host:port or tcp://host:port"));
    }

    static String nodeId(String text) {
        try {
            if (Hex.decode("NODE_ID", text).length == 32) {
                return text;
            }
        } catch (MalformedException e) {
            // Said below.
        }
        throw new CommandFailure(
                ExitCode.USAGE, "NODE_ID: expected 64 lower-case hex digits, as 'ian peer list --full' shows them");
    }
}
