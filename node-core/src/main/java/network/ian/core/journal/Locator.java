package network.ian.core.journal;

/** Place of a record packed into a long: segment number in the upper 32 bits, octet offset in the lower 32. */
public final class Locator {

    private Locator() {}

    /** Packs; both are 0 or more. */
    static long of(int segment, long offset) {
        return (long) segment << 32 | offset;
    }

    public static int segment(long locator) {
        return (int) (locator >>> 32);
    }

    /** Octets from the start of the segment's file. */
    public static long offset(long locator) {
        return locator & 0xffffffffL;
    }

    /** For messages. */
    static String words(long locator) {
        return "segment " + segment(locator) + " offset " + offset(locator);
    }
}
