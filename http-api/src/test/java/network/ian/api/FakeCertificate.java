package network.ian.api;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.ian.core.view.CertificateControl;
import network.ian.core.view.CertificateSummary;

/** A certificate, and another one just like it. */
final class FakeCertificate implements CertificateControl {

    private final CertificateSummary certificate =
            new CertificateSummary("CN=ian", FakeAnchors.ROOT, Instant.EPOCH, Instant.ofEpochMilli(RunningApi.NOW_MS));

    @Override
    public Optional<CertificateSummary> inUse() {
        return Optional.of(certificate);
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<CertificateSummary> rotate() {
        return CompletableFuture.completedFuture(certificate);
    }
}
