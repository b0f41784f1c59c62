package network.ian.simulation.event;

/** Something happened that must never happen, whatever the attackers and the network do. */
public final class InvariantViolation extends RuntimeException {

    public InvariantViolation(String message) {
        super(message);
    }

    public InvariantViolation(String message, Throwable cause) {
        super(message, cause);
    }
}
