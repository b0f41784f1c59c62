package network.ian.simulation.attack;

/** Lets everything that it is sent pile up at the sender. */
final class SlowReading implements Attack {

    private static final double BYTES_PER_SECOND = 2_000;

    private final Stage stage;

    SlowReading(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void start() {
        stage.host().readsOnly(BYTES_PER_SECOND);
    }
}
