package network.ian.p2p.score;

/** Between the seconds of the file and the milliseconds of the program. */
final class Seconds {

    private Seconds() {}

    static double of(long ms) {
        return (double) ms / 1e3;
    }

    static long toMs(double seconds) {
        return Math.round(seconds * 1e3);
    }
}
