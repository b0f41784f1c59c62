package network.ian.api.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.time.Instant;

/**
 * {@code ian_cert_expiry_timestamp_seconds}: when each certificate that the node serves with ends. A certificate that is
 * not in use has no series, so that no alert takes a missing one for an expired one. Thread-safe.
 */
public final class CertificateExpiry {

    /** Label of the certificate that peers see. */
    public static final String PEERS = "peers";
    /** Label of the API's certificate; without TLS on the API there is none. */
    public static final String API = "api";

    private final Gauge notAfter;

    CertificateExpiry(CollectorRegistry registry) {
        notAfter = Gauge.build(
                        "ian_cert_expiry_timestamp_seconds",
                        "End of the certificate's validity, in seconds since the epoch.")
                .labelNames("certificate")
                .register(registry);
    }

    /**
     * Tells of a certificate that is now in use.
     *
     * @param certificate {@link #PEERS} or {@link #API}
     */
    public void set(String certificate, Instant notAfter) {
        this.notAfter.labels(certificate).set((double) notAfter.getEpochSecond());
    }
}
