package network.ian.tau.chain;

/**
 * What a batch changed.
 *
 * @param tip whether the best chain is another one now
 * @param blocks how many were new
 * @param anchors how many were new
 * @param complete whether all of the batch is in the chain now
 */
record ChainChange(boolean tip, int blocks, int anchors, boolean complete) {

    static final ChainChange REFUSED = new ChainChange(false, 0, 0, false);

    boolean any() {
        return blocks > 0 || anchors > 0;
    }
}
