package network.ian.app.top;

/** Of a terminal, in characters. */
record Size(int columns, int rows) {

    /** What terminals have been since the VT100. */
    static final Size USUAL = new Size(80, 24);

    private static final int LARGEST = 1000;

    /** Kept within what can be drawn: a terminal that does not know its size says 0. */
    static Size of(int columns, int rows) {
        return columns < 1 || rows < 1 ? USUAL : new Size(Math.min(columns, LARGEST), Math.min(rows, LARGEST));
    }
}
