package network.ian.benchmarks.suite;

/** A measurement gave no figures; the message says why. */
final class MeasurementFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    MeasurementFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
