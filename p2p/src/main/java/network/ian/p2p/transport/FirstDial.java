package network.ian.p2p.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps the node's own address known, and begins to dial when it is. On the protocol's thread. */
final class FirstDial {

    private static final long RENEW_ADDRESS_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long LOOK_UP_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Longest wait for the node's own name before the first dial. */
    private static final long OWN_NAME_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final ProtocolThread thread;
    private final OwnAddress address;
    private final Dialler dialler;
    private final Runnable dialling;

    /** @param dialling begins to dial */
    FirstDial(ProtocolThread thread, OwnAddress address, Dialler dialler, Runnable dialling) {
        this.thread = thread;
        this.address = address;
        this.dialler = dialler;
        this.dialling = dialling;
    }

    /** Dials once this node can say where it is reached, or soon without: nobody asks for what its Hello left out. */
    void begin() {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable first = () -> {
            if (begun.compareAndSet(false, true)) {
                dialling.run();
            }
        };
        thread.after(OWN_NAME_NANOS, first);
        renew(first);
    }

    private void renew(Runnable then) {
        address.renew(dialler, known -> {
            thread.after(known ? RENEW_ADDRESS_NANOS : LOOK_UP_AGAIN_NANOS, () -> renew(() -> {}));
            then.run();
        });
    }
}
