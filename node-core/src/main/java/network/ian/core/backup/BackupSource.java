package network.ian.core.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A backup that is read once from front to back, whatever form it has. For one thread. */
interface BackupSource extends Closeable {

    /** Takes the files of a backup. */
    interface Receiver {

        /**
         * Where a file's content goes; empty if it is only to be checked. The stream is closed when the content has been
         * found to be what the manifest says, or reading has failed.
         */
        Optional<OutputStream> open(Manifest.FileEntry file) throws IOException;
    }

    /** Checked against its signature. */
    Manifest manifest();

    /**
     * Hands over every file and checks all there is to check. What was handed over counts only once this has returned.
     *
     * @throws BackupDamagedException saying what is wrong
     */
    void read(Receiver receiver) throws IOException;
}
