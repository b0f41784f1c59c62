package network.ian.app.backup;

import java.io.IOException;
import java.util.List;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.core.backup.BackupDamagedException;
import network.ian.core.backup.BackupRefusedException;
import network.ian.core.codec.MalformedException;
import network.ian.core.identity.IdentityFileException;
import network.ian.core.journal.JournalException;
import network.ian.core.state.NewerFormatException;

/** Turns what stops a backup into what an operator sees. */
final class BackupFailures {

    private BackupFailures() {}

    /** What is to be done. */
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T telling(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (BackupDamagedException | JournalException e) {
            throw failure(ExitCode.FAILED, e);
        } catch (BackupRefusedException | MalformedException | IdentityFileException | NewerFormatException e) {
            throw failure(ExitCode.USAGE, e);
        }
    }

    static CommandFailure failure(ExitCode code, Exception cause) {
        return new CommandFailure(code, List.of(TerminalText.escape(cause.getMessage())), cause);
    }
}
