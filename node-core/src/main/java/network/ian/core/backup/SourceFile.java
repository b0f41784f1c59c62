package network.ian.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * What one file of a backup is copied from: the first {@code size} octets of a file that only grows, or content in memory
 * where the file may be replaced at any time.
 *
 * @param path in the backup
 * @param file on disk; empty if {@code content} is given
 */
record SourceFile(String path, long size, Optional<Path> file, Bytes content) {

    /** What is read at once; nothing of this kind comes near it. */
    static final int LARGEST_IN_MEMORY = 64 << 20;

    private static final int BUFFER = 128 << 10;

    static SourceFile of(String path, byte[] content) {
        return new SourceFile(path, content.length, Optional.empty(), Bytes.wrap(content));
    }

    static SourceFile of(String path, Path file, long size) {
        return new SourceFile(path, size, Optional.of(file), Bytes.EMPTY);
    }

    /** A small file as it is now; empty if there is none. Links are not followed: what they lead to is not the node's. */
    static Optional<SourceFile> read(String path, Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(LARGEST_IN_MEMORY + 1);
            if (content.length > LARGEST_IN_MEMORY) {
                throw new BackupRefusedException(file + " is larger than " + LARGEST_IN_MEMORY + " octets");
            }
            return Optional.of(of(path, content));
        }
    }

    Manifest.FileEntry hashed() throws IOException {
        return new Manifest.FileEntry(path, size, copyTo(OutputStream.nullOutputStream()));
    }

    /**
     * Copies.
     *
     * @return SHA-256 of what was copied
     * @throws SourceChangedException if there is less than there was
     */
    Hash copyTo(OutputStream to) throws IOException {
        if (file.isEmpty()) {
            to.write(content.view());
            return Sha256.of(content.view());
        }
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER];
        long left = size;
        try (InputStream in = Files.newInputStream(file.get(), LinkOption.NOFOLLOW_LINKS)) {
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new SourceChangedException(path);
                }
                digest.update(buffer, 0, count);
                to.write(buffer, 0, count);
                left -= count;
            }
        }
        return Hash.wrap(digest.digest());
    }
}
