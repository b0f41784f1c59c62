package network.ian.core.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** Passes a file's content on and holds it against the manifest. */
final class CheckedContent {

    private static final int BUFFER = 128 << 10;

    private CheckedContent() {}

    /** Fills the array from its start up to the given length, or throws. */
    interface Octets {
        void read(byte[] to, int length) throws IOException;
    }

    static void pass(Manifest.FileEntry file, Octets from, BackupSource.Receiver receiver) throws IOException {
        Optional<OutputStream> target = receiver.open(file);
        try (OutputStream to = target.orElseGet(OutputStream::nullOutputStream)) {
            MessageDigest digest = Sha256.newDigest();
            byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, file.size()))];
            for (long left = file.size(); left > 0; ) {
                int count = (int) Math.min(left, buffer.length);
                from.read(buffer, count);
                digest.update(buffer, 0, count);
                to.write(buffer, 0, count);
                left -= count;
            }
            if (!Hash.wrap(digest.digest()).equals(file.sha256())) {
                throw new BackupDamagedException(
                        file.path() + ": its SHA-256 is not the one in the manifest: the content is damaged");
            }
        }
    }
}
