package network.ian.core.view;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The certificate that a node shows to its peers, and what an operator may do about it. Thread-safe. */
public interface CertificateControl {

    /** The one that new connections show now; empty for a node without a network. */
    Optional<CertificateSummary> inUse();

    /** Why the files on the disk are not the certificate in use, or could not be renewed; empty if all is well. */
    Optional<String> problem();

    /**
     * Makes a new certificate over the same identity, stores it, and shows it from then on; links stay. Completes within
     * moments, and exceptionally with an {@link IllegalStateException} that says why if nothing was changed.
     */
    CompletableFuture<CertificateSummary> rotate();

    /** A node without a network shows none. */
    CertificateControl NONE = new CertificateControl() {
        @Override
        public Optional<CertificateSummary> inUse() {
            return Optional.empty();
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public CompletableFuture<CertificateSummary> rotate() {
            return CompletableFuture.failedFuture(new IllegalStateException("this node runs without a network"));
        }
    };
}
