package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.ian.core.crypto.SignatureVerifier;

/** Opens a backup in either form. */
final class Backups {

    private Backups() {}

    /**
     * Opens an archive, or a folder that was streamed to.
     *
     * @throws BackupRefusedException if there is nothing
     * @throws BackupDamagedException if it has no manifest that can be believed
     */
    static BackupSource open(Path backup, SignatureVerifier signatures) throws IOException {
        if (Files.isDirectory(backup)) {
            return FolderReader.open(backup, signatures);
        }
        if (!Files.isRegularFile(backup)) {
            throw new BackupRefusedException("there is no backup " + backup);
        }
        return ArchiveReader.open(backup, signatures);
    }
}
