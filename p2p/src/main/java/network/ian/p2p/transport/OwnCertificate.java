package network.ian.p2p.transport;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import network.ian.core.codec.MalformedException;
import network.ian.core.view.CertificateControl;
import network.ian.core.view.CertificateSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate that a network shows; operators' orders reach its keeper through here, one at a time. */
public final class OwnCertificate implements CertificateControl {

    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);

    private final CertificateKeeper keeper;
    private final Executor files;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** @param files the keeper's thread */
    OwnCertificate(CertificateKeeper keeper, Executor files) {
        this.keeper = keeper;
        this.files = files;
    }

    @Override
    public Optional<CertificateSummary> inUse() {
        return Optional.of(keeper.inUse());
    }

    @Override
    public Optional<String> problem() {
        return keeper.problem();
    }

    /** Tells {@code listener} of the certificate in use, now and whenever it changes. The listener must not block. */
    public void onChange(Consumer<CertificateSummary> listener) {
        keeper.onChange(listener);
    }

    @Override
    public CompletableFuture<CertificateSummary> rotate() {
        if (!busy.compareAndSet(false, true)) {
            return refused("a rotation is under way");
        }
        CompletableFuture<CertificateSummary> answer = new CompletableFuture<>();
        try {
            files.execute(() -> rotate(answer));
        } catch (RejectedExecutionException e) {
            busy.set(false);
            return refused("the network is closed");
        }
        return answer;
    }

    private void rotate(CompletableFuture<CertificateSummary> answer) {
        try {
            CertificateSummary made = keeper.rotate();
            // First, so that whoever has the answer may order again.
            busy.set(false);
            answer.complete(made);
        } catch (IOException | RuntimeException e) {
            busy.set(false);
            LOG.atWarn().setCause(e).log("The certificate could not be rotated");
            boolean said = e instanceof IOException || e instanceof MalformedException;
            answer.completeExceptionally(
                    new IllegalStateException(said ? e.getMessage() : "a fault that the node's log describes", e));
        }
    }

    private static CompletableFuture<CertificateSummary> refused(String why) {
        return CompletableFuture.failedFuture(new IllegalStateException(why));
    }
}
