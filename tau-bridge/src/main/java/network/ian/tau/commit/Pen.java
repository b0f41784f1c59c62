package network.ian.tau.commit;

import java.time.Clock;
import java.util.List;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.OperationKey;
import network.ian.tau.transaction.TauTransaction;

/** Signs; whatever it signs is in the outbox, on the disk, before anybody gets it. */
final class Pen {

    private static final int MOST_OF_LIFE = 24;

    private final BlsSecretKey key;
    private final CommitSettings settings;
    private final Clock wall;
    private long usualFee;

    Pen(BlsSecretKey key, CommitSettings settings, Clock wall) {
        this.key = key;
        this.settings = settings;
        this.wall = wall;
        this.usualFee = settings.feeLimit();
    }

    OutboxEntry sign(Outbox outbox, long sequence, OperationKey form, List<AnchorText> anchors) throws OutboxException {
        TauTransaction transaction =
                TauTransaction.sign(key, sequence, expiration(), usualFee, form.operations(anchors));
        OutboxEntry entry = new OutboxEntry(transaction, wall.millis(), false, 0);
        outbox.save(outbox.content().with(entry));
        return entry;
    }

    /** The same anchors under the same sequence number, with a new expiry. */
    OutboxEntry again(Outbox outbox, OutboxEntry entry, OperationKey form, long feeLimit) throws OutboxException {
        TauTransaction transaction =
                TauTransaction.sign(key, entry.sequence(), expiration(), feeLimit, form.operations(entry.anchors()));
        OutboxEntry again = entry.signedAgain(transaction);
        outbox.save(outbox.content().with(again));
        // What one transaction had to be raised to, the next one needs from the start.
        usualFee = Math.max(usualFee, Math.min(feeLimit, settings.feeCap()));
        return again;
    }

    /** Whether what is left of its life is too short to be worth sending. */
    boolean expiresSoon(OutboxEntry entry) {
        long left = entry.transaction().expirationSeconds() - wall.millis() / 1000;
        return left < settings.expiry().toSeconds() / MOST_OF_LIFE;
    }

    private long expiration() {
        return wall.millis() / 1000 + settings.expiry().toSeconds();
    }
}
