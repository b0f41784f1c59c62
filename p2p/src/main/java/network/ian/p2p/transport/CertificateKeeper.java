package network.ian.p2p.transport;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import network.ian.core.codec.MalformedException;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.view.CertificateSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a running node's certificate fit to show: renews it before it expires, and takes over what an operator puts in its
 * place. What does not fit is refused and the old one stays in use. Of the thread for files, but for what it is asked.
 */
final class CertificateKeeper {

    /** How long before the end a certificate is renewed; alerts begin at the same time. */
    static final Duration RENEW_BEFORE = Duration.ofDays(30);

    /** Measured on a clock that never jumps, so that one that does cannot cause more than one renewal in that time. */
    static final Duration CHECK_EVERY = Duration.ofHours(1);

    static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);

    private final CertificateFiles files;
    private final Clock clock;
    private final MonotonicClock ticker;
    private final Use use;
    private final List<Consumer<CertificateSummary>> listeners = new CopyOnWriteArrayList<>();

    private String handled;
    private String seen;
    private long nextCheckNanos;
    private volatile NodeCertificate used;
    private volatile String problem = "";

    /** Shows a certificate from then on. */
    @FunctionalInterface
    interface Use {

        /**
         * Switches over.
         *
         * @throws IOException if TLS does not take it; what was shown before stays
         */
        void show(NodeCertificate certificate) throws IOException;
    }

    /** @param used the one that is in the files, and shown already */
    CertificateKeeper(CertificateFiles files, NodeCertificate used, Use use, Clock clock, MonotonicClock ticker) {
        this.files = files;
        this.used = used;
        this.use = use;
        this.clock = clock;
        this.ticker = ticker;
        this.handled = files.content();
        this.seen = handled;
        this.nextCheckNanos = ticker.nanos();
    }

    /** To be run for ever. */
    PeriodicJob job() {
        return new PeriodicJob("certificate", LOOK_EVERY, this::look);
    }

    /** From any thread: is told of the certificate now, and whenever it changes. */
    void onChange(Consumer<CertificateSummary> listener) {
        listeners.add(listener);
        listener.accept(inUse());
    }

    /** From any thread. */
    CertificateSummary inUse() {
        return CertificateSummary.of(used.certificate());
    }

    /** From any thread. */
    Optional<String> problem() {
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    /** Looks at the files, and once an hour at the dates. */
    void look() {
        String now = files.content();
        // Two files are replaced one after the other: only what stands still for one round is looked into.
        if (now.equals(seen) && !now.equals(handled)) {
            handled = now;
            takeOver();
        }
        seen = now;
        if (ticker.nanos() - nextCheckNanos >= 0) {
            nextCheckNanos = ticker.nanos() + CHECK_EVERY.toNanos();
            renewIfDue();
        }
    }

    /**
     * Makes a new one now.
     *
     * @throws MalformedException naming the file that stands in the way
     * @throws IOException if it cannot be stored
     */
    CertificateSummary rotate() throws IOException {
        show(files.renew(), "Certificate for peers renewed");
        return inUse();
    }

    private void renewIfDue() {
        Instant now = clock.instant();
        CertificateSummary current = inUse();
        boolean due = !now.isBefore(current.notAfter().minus(RENEW_BEFORE)) || now.isBefore(current.notBefore());
        if (!due) {
            return;
        }
        try {
            rotate();
        } catch (IOException | MalformedException e) {
            refuse("The certificate is due and cannot be renewed; the old one stays in use, tried again in an hour", e);
        }
    }

    private void takeOver() {
        if (handled.equals(CertificateFiles.MISSING)) {
            problem = files.certificateFile() + " or " + files.keyFile() + " is missing";
            LOG.atWarn().log("{}; the certificate in use stays, and the next rotation or start writes both", problem);
            return;
        }
        try {
            if (files.hold(used)) {
                files.closeKey();
                problem = "";
                return;
            }
            NodeCertificate found = files.read();
            files.closeKey();
            show(found, "Certificate for peers replaced from outside");
        } catch (NoSuchFileException e) {
            // Gone again meanwhile, which the next round finds.
            LOG.debug("A certificate's file vanished", e);
        } catch (IOException | MalformedException e) {
            refuse("The certificate's files are refused; the old certificate stays in use", e);
        }
    }

    private void show(NodeCertificate certificate, String what) throws IOException {
        use.show(certificate);
        used = certificate;
        problem = "";
        CertificateSummary now = inUse();
        listeners.forEach(listener -> listener.accept(now));
        LOG.atInfo()
                .addKeyValue("fingerprint", now.fingerprint())
                .addKeyValue("not_after", now.notAfter())
                .log("{}; new connections show it", what);
    }

    private void refuse(String what, Exception why) {
        problem = String.valueOf(why.getMessage());
        LOG.atError().log("{}: {}", what, problem);
    }
}
