package network.ian.p2p.gossip;

/** How often something was the case, recent cases counting more: both counts are halved at the end of each window. */
final class Share {

    private final int window;
    private int cases;
    private int hits;

    Share(int window) {
        this.window = window;
    }

    void count(boolean hit) {
        if (cases == window) {
            cases /= 2;
            hits /= 2;
        }
        cases++;
        if (hit) {
            hits++;
        }
    }

    /** Cases that the share is over. */
    int cases() {
        return cases;
    }

    /** 0 to 1; 0 before the first case. */
    double value() {
        return cases == 0 ? 0 : (double) hits / cases;
    }
}
