package network.ian.app.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/** Reads single files of certificates. Never writes. */
final class CertificateOnDisk {

    private static final int MAX_BYTES = 1 << 20;

    private CertificateOnDisk() {}

    /**
     * The first certificate in a file.
     *
     * @throws IOException naming the file if it is missing, or holds none
     */
    static X509Certificate read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(in.readNBytes(MAX_BYTES)));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        } catch (CertificateException e) {
            throw new IOException(file + ": is no certificate in PEM form", e);
        }
    }

    /** A file's permissions in octal; empty if there is no such file. */
    static Optional<String> mode(Path file) {
        try {
            return Optional.of(octal(Files.getPosixFilePermissions(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String octal(Set<PosixFilePermission> mode) {
        int bits = 0;
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            bits = (bits << 1) | (mode.contains(permission) ? 1 : 0);
        }
        return String.format("%04o", bits);
    }
}
