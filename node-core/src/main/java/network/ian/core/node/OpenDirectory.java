package network.ian.core.node;

/**
 * The data directory of a running node.
 *
 * @param keeper writes the snapshots in it
 * @param lock keeps other processes away from it
 */
record OpenDirectory(StateKeeper keeper, DataDirectoryLock lock) implements AutoCloseable {

    /** Saves the state and lets the directory go. */
    @Override
    public void close() {
        keeper.close();
        lock.close();
    }
}
