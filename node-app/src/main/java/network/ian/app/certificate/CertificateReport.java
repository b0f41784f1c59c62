package network.ian.app.certificate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.app.cli.TerminalText;
import network.ian.core.view.CertificateSummary;

/**
 * What {@code ian cert show} says of one certificate on the disk.
 *
 * @param certificate {@code peers} or {@code api}
 * @param nodeId of the key in a certificate for peers; null otherwise
 * @param fingerprint SHA-256 of the DER form in lower-case hex; null, as are the dates, where there is no certificate
 * @param notBefore ISO 8601, UTC
 * @param daysLeft whole days, negative once it has expired
 * @param keyMode permissions in octal, e.g. {@code 0600}; null where there is no key
 * @param inUse fingerprint of the one that the running node shows; null where no node was asked
 * @param problem why it cannot be used; empty if it can
 */
public record CertificateReport(
        @JsonProperty("certificate") String certificate,
        @JsonProperty("file") String file,
        @JsonProperty("node_id") String nodeId,
        @JsonProperty("subject") String subject,
        @JsonProperty("fingerprint") String fingerprint,
        @JsonProperty("not_before") String notBefore,
        @JsonProperty("not_after") String notAfter,
        @JsonProperty("days_left") Long daysLeft,
        @JsonProperty("key_file") String keyFile,
        @JsonProperty("key_mode") String keyMode,
        @JsonProperty("in_use") String inUse,
        @JsonProperty("ok") boolean ok,
        @JsonProperty("problem") String problem) {

    private static final int LONGEST = 400;

    static CertificateReport of(
            String name,
            Path file,
            Optional<String> nodeId,
            Optional<CertificateSummary> found,
            Path keyFile,
            Optional<String> keyMode,
            String problem,
            Instant now) {
        return new CertificateReport(
                name,
                file.toString(),
                nodeId.orElse(null),
                found.map(CertificateSummary::subject).orElse(null),
                found.map(certificate -> certificate.fingerprint().hex()).orElse(null),
                found.map(certificate -> certificate.notBefore().toString()).orElse(null),
                found.map(certificate -> certificate.notAfter().toString()).orElse(null),
                found.map(certificate -> certificate.daysLeft(now)).orElse(null),
                keyFile.toString(),
                keyMode.orElse(null),
                null,
                problem.isEmpty(),
                problem);
    }

    /** The same, with what the running node says. */
    public CertificateReport shownAs(String fingerprintInUse) {
        return new CertificateReport(
                certificate,
                file,
                nodeId,
                subject,
                fingerprint,
                notBefore,
                notAfter,
                daysLeft,
                keyFile,
                keyMode,
                fingerprintInUse,
                ok,
                problem);
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("certificate  " + certificate + (ok ? "" : ", NOT ok: " + TerminalText.escape(problem, LONGEST)));
        lines.add("file         " + file);
        if (nodeId != null) {
            lines.add("node         " + nodeId);
        }
        if (fingerprint != null) {
            lines.add("subject      " + TerminalText.escape(subject, LONGEST));
            lines.add("fingerprint  " + fingerprint);
            lines.add("not before   " + notBefore);
            lines.add("not after    " + notAfter + ", " + daysLeft + " days left");
        }
        lines.add("key          " + keyFile + (keyMode == null ? ", missing" : ", mode " + keyMode));
        if (inUse != null) {
            lines.add("in use       " + (inUse.equals(fingerprint) ? "yes" : "no, the node shows " + inUse));
        }
        return lines;
    }
}
