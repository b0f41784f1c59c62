package network.ian.tau.commit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.client.TauException;
import network.ian.tau.client.TauNode;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.OperationKey;

/**
 * Brings one entry of the outbox onto the chain: asks what became of it, and sends it if nothing stands in its place. It never
 * concludes that the entry is on the chain; that is read from the verified chain.
 */
final class Delivery {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration LATE_POLL = Duration.ofSeconds(30);
    private static final Duration LATE = Duration.ofMinutes(2);
    /** So long a chain that is only slow does not take. */
    private static final Duration UNREAD = Duration.ofHours(1);

    private final BlsPublicKey sender;
    private final CommitSettings settings;
    private final CommitPorts ports;
    private final NodeCheck check;
    private final Trouble trouble;
    private final Pen pen;
    private final Gap gap;

    private long sequence = -1;
    private boolean unsent;
    private boolean rejected;
    private int attempts;
    private int expiries;
    private long sentNanos;
    private boolean readingBack;
    private long readingBackNanos;
    private OperationKey taken;

    Delivery(
            BlsPublicKey sender,
            CommitSettings settings,
            CommitPorts ports,
            NodeCheck check,
            Trouble trouble,
            Pen pen,
            Gap gap) {
        this.sender = sender;
        this.settings = settings;
        this.ports = ports;
        this.check = check;
        this.trouble = trouble;
        this.pen = pen;
        this.gap = gap;
    }

    /** A new entry of the outbox, in the form that the node takes. */
    OutboxEntry sign(Outbox outbox, long sequenceNumber, List<AnchorText> anchors) throws OutboxException {
        return pen.sign(outbox, sequenceNumber, form(), anchors);
    }

    /** The form that the node took last; the usual one while that is not known. */
    private OperationKey form() {
        return taken == null ? OperationKey.NAME : taken;
    }

    /** How often the entry at hand was sent by this process. */
    int attempts(long ofSequence) {
        return ofSequence == sequence ? attempts : 0;
    }

    /** An entry that was never sent, so that nothing needs to be asked first. */
    Next first(Outbox outbox, OutboxEntry entry) throws OutboxException {
        begin(entry);
        unsent = true;
        return deliver(outbox, entry);
    }

    /** Does what is to be done about an entry that the best chain does not have. */
    Next deliver(Outbox outbox, OutboxEntry entry) throws OutboxException {
        if (entry.sequence() != sequence) {
            begin(entry);
        }
        try {
            return unsent ? send(outbox, entry) : look(outbox, entry);
        } catch (IOException e) {
            return trouble.unreachable(e);
        } catch (TauException e) {
            return trouble.answered(e);
        }
    }

    /** From now on nothing is known of what the node has; what it has is asked first. */
    void forget() {
        sequence = -1;
    }

    private void begin(OutboxEntry entry) {
        sequence = entry.sequence();
        unsent = false;
        rejected = false;
        attempts = 0;
        expiries = 0;
        readingBack = false;
        sentNanos = ports.time().nanos();
    }

    private Next look(Outbox outbox, OutboxEntry entry) throws IOException, TauException, OutboxException {
        TauNode.TransactionStatus.State state =
                ports.node().status(entry.hash()).state();
        return switch (state) {
            case QUEUED -> waiting(CommitState.IN_FLIGHT, "is in the Tau node's queue");
            case CONFIRMED -> readBack("is in a block, the node says; the verified chain does not have it yet");
            case EXPIRED -> expired(outbox, entry);
            case REJECTED -> rejected(outbox, entry);
            case EVICTED, UNKNOWN -> sendIfFree(outbox, entry);
        };
    }

    private Next sendIfFree(Outbox outbox, OutboxEntry entry) throws IOException, TauException, OutboxException {
        long next = check.nextSequence();
        if (next == entry.sequence()) {
            return send(outbox, entry);
        }
        if (next > entry.sequence()) {
            return readBack("has its sequence number in use: by a copy of it, or by somebody else with this key");
        }
        ports.chain().refresh();
        if (gap.close(outbox, next, form())) {
            return atOnce("waits for the gap before it to be closed");
        }
        return waiting(
                CommitState.WAITING_FOR_CHAIN,
                "waits for earlier ones: the Tau node expects sequence number " + next + " next");
    }

    private Next expired(Outbox outbox, OutboxEntry entry) throws IOException, TauException, OutboxException {
        OutboxEntry again = pen.again(outbox, entry, entry.form(), entry.feeLimit());
        expiries++;
        return expiries == 1 ? sendIfFree(outbox, again) : laterAfterExpiry();
    }

    /** No clock can be right by which what was just signed has expired. */
    private Next laterAfterExpiry() {
        return trouble.slow(
                CommitState.RETRYING,
                saying("has expired again, the Tau node says: its clock and this node's may differ"));
    }

    private Next rejected(Outbox outbox, OutboxEntry entry) throws IOException, TauException, OutboxException {
        // A twin in a block has the node reject the original.
        boolean used = check.nextSequence() > entry.sequence();
        rejected = !rejected && !used;
        if (rejected) {
            ports.telemetry().failed();
            return trouble.failed(saying("was rejected after it had been taken"));
        }
        return sendIfFree(outbox, used ? entry : pen.again(outbox, entry, entry.form(), entry.feeLimit()));
    }

    private Next send(Outbox outbox, OutboxEntry given) throws IOException, TauException, OutboxException {
        Optional<Next> refusal = check.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        OutboxEntry entry = pen.expiresSoon(given) ? pen.again(outbox, given, given.form(), given.feeLimit()) : given;
        unsent = false;
        attempts++;
        try {
            ports.node().send(inTakenForm(outbox, entry).transaction());
        } catch (TauException e) {
            ports.telemetry().failed();
            return refused(outbox, outbox.content().at(entry.sequence()).orElse(entry), e);
        } catch (IOException e) {
            ports.telemetry().failed();
            throw e;
        }
        sentNanos = ports.time().nanos();
        return waiting(CommitState.IN_FLIGHT, "was taken by the Tau node");
    }

    /** The entry, signed again in the other form if the node takes only that; asked once per process. */
    private OutboxEntry inTakenForm(Outbox outbox, OutboxEntry entry)
            throws IOException, TauException, OutboxException {
        if (taken != null || isTaken(entry)) {
            return entry;
        }
        OutboxEntry other = pen.again(outbox, entry, entry.form().other(), entry.feeLimit());
        if (isTaken(other)) {
            return other;
        }
        // The form is not what the node minds: keep to the usual one, and let the sending say what it is.
        return pen.again(outbox, other, OperationKey.NAME, other.feeLimit());
    }

    private boolean isTaken(OutboxEntry entry) throws IOException, TauException {
        try {
            ports.node().check(entry.transaction());
        } catch (TauException e) {
            if (e.remedy() == TauException.Remedy.OUR_BUG) {
                return false;
            }
            throw e;
        }
        taken = entry.form();
        return true;
    }

    private Next refused(Outbox outbox, OutboxEntry entry, TauException e) throws OutboxException {
        String why = trouble.note(e);
        return switch (e.code()) {
            case "INVALID_SEQUENCE" -> {
                ports.chain().refresh();
                yield trouble.soon(
                        CommitState.READING_BACK, saying("may be there already: its sequence number is refused"));
            }
            case "TX_EXPIRED" -> {
                pen.again(outbox, entry, entry.form(), entry.feeLimit());
                unsent = true;
                expiries++;
                yield expiries == 1 ? atOnce("had expired and is signed again") : laterAfterExpiry();
            }
            case "FEE_LIMIT_TOO_LOW" -> raiseFee(outbox, entry);
            case "INSUFFICIENT_FUNDS" -> noFunds(why);
            default -> {
                if (e.remedy() != TauException.Remedy.RETRY) {
                    taken = null;
                }
                yield trouble.answered(e);
            }
        };
    }

    private Next raiseFee(Outbox outbox, OutboxEntry entry) throws OutboxException {
        if (entry.feeLimit() >= settings.feeCap()) {
            return new Next(
                    CommitState.FEE_CAP,
                    saying("costs more than " + settings.feeCap() + ", the most that is configured"),
                    Trouble.OPERATOR);
        }
        long raised = Math.min(settings.feeCap(), Math.multiplyExact(2, entry.feeLimit()));
        pen.again(outbox, entry, entry.form(), raised);
        unsent = true;
        return atOnce("is signed again with a fee of at most " + raised);
    }

    private Next noFunds(String why) {
        try {
            check.askBalance();
        } catch (IOException | TauException e) {
            trouble.note(e);
        }
        return new Next(
                CommitState.NO_FUNDS, saying("cannot be paid by account " + sender + ": " + why), Trouble.OPERATOR);
    }

    private Next readBack(String what) {
        ports.chain().refresh();
        if (!readingBack) {
            readingBack = true;
            readingBackNanos = ports.time().nanos();
        }
        if (ports.time().nanos() - readingBackNanos < UNREAD.toNanos()) {
            return waiting(CommitState.READING_BACK, what);
        }
        return waiting(
                CommitState.FAILED,
                what + ", for an hour: the spec's validators did not sign that block, or it cannot be read here");
    }

    private Next waiting(CommitState state, String what) {
        trouble.over();
        readingBack &= state != CommitState.IN_FLIGHT;
        long nanos = ports.time().nanos() - sentNanos;
        return new Next(state, saying(what), nanos < LATE.toNanos() ? POLL : LATE_POLL);
    }

    private Next atOnce(String what) {
        return new Next(CommitState.RETRYING, saying(what), Duration.ZERO);
    }

    private String saying(String what) {
        return "transaction " + sequence + " " + what;
    }
}
