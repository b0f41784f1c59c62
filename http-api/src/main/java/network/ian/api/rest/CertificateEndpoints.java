package network.ian.api.rest;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.core.view.CertificateControl;
import network.ian.core.view.CertificateSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/certificates} and what an operator may do about them. */
final class CertificateEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateEndpoints.class);
    private static final String PEERS = "peers";

    /**
     * A certificate that new connections show; times in milliseconds since the epoch.
     *
     * @param certificate what it is for: {@code peers}
     * @param fingerprint SHA-256 of its DER form in lower-case hex
     * @param daysLeft whole days until it expires; negative once it has
     * @param problem why the files on the disk are not in use, or could not be renewed; empty if all is well
     */
    record CertificateJson(
            String certificate,
            String subject,
            String fingerprint,
            long notBeforeMs,
            long notAfterMs,
            long daysLeft,
            String problem) {}

    /** All certificates that the node shows. */
    record CertificateList(List<CertificateJson> certificates) {}

    private final CertificateControl peers;
    private final Clock clock;

    CertificateEndpoints(CertificateControl peers, Clock clock) {
        this.peers = peers;
        this.clock = clock;
    }

    Answer all(ApiRequest request) {
        return Answer.ok(
                new CertificateList(peers.inUse().map(this::json).stream().toList()));
    }

    CompletableFuture<Answer> rotate(ApiRequest request) {
        return peers.rotate().handle((made, failure) -> {
            if (failure != null) {
                LOG.atWarn()
                        .setCause(failure)
                        .log("Rotation of the certificate ordered by an operator: not carried out");
                return Answer.refused(503, "the order was not carried out: " + reason(failure));
            }
            LOG.atInfo()
                    .addKeyValue("fingerprint", made.fingerprint())
                    .log("Rotation of the certificate ordered by an operator");
            return Answer.ok(json(made));
        });
    }

    private CertificateJson json(CertificateSummary certificate) {
        return new CertificateJson(
                PEERS,
                certificate.subject(),
                certificate.fingerprint().hex(),
                certificate.notBefore().toEpochMilli(),
                certificate.notAfter().toEpochMilli(),
                certificate.daysLeft(clock.instant()),
                peers.problem().orElse(""));
    }

    private static String reason(Throwable failure) {
        return failure instanceof IllegalStateException said ? said.getMessage() : "the network does not answer";
    }
}
