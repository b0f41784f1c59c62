package network.ian.tau.chain;

/**
 * How much of a chain a node keeps. A block takes about 50 bytes of memory and 264 on disk.
 *
 * @param blocks most blocks of one goal, abandoned ones included; more are not taken
 * @param abandoned most of them that are not on the best chain; then the branches that end lowest are dropped until half as
 *     many are left
 * @param held most blocks of one download that wait for the block before them
 */
public record ChainLimits(int blocks, int abandoned, int held) {

    /** Two million blocks, 65,536 abandoned, 1,024 held back. */
    public static final ChainLimits DEFAULT = new ChainLimits(2_000_000, 65_536, 1_024);

    public ChainLimits {
        if (blocks < 1 || abandoned < 2 || held < 1) {
            throw new IllegalArgumentException("limits of a chain: " + blocks + ", " + abandoned + ", " + held);
        }
    }
}
