package network.ian.core.view;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * What people are told of a certificate.
 *
 * @param subject whom it is for (RFC 2253), as whoever made it wrote it: to be escaped before it is printed
 * @param fingerprint SHA-256 of its DER form
 * @param notBefore from when it says that it is valid
 * @param notAfter until when, inclusive
 */
public record CertificateSummary(String subject, Hash fingerprint, Instant notBefore, Instant notAfter) {

    /** Reads a certificate. */
    public static CertificateSummary of(X509Certificate certificate) {
        try {
            return new CertificateSummary(
                    certificate.getSubjectX500Principal().getName(),
                    Sha256.of(certificate.getEncoded()),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("not a whole certificate", e);
        }
    }

    /** Whether {@code now} lies within its dates. */
    public boolean isValidAt(Instant now) {
        return !now.isBefore(notBefore) && !now.isAfter(notAfter);
    }

    /** Whole days until it expires, rounded down; negative once it has. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now, notAfter).toSeconds(), Duration.ofDays(1).toSeconds());
    }
}
