package network.ian.p2p.sync;

/**
 * Sizes of what one goal's synchronization keeps.
 *
 * @param wanted ids to fetch, at most 65,536
 * @param pendingHeaders headers whose body is missing, at most 4,096
 * @param announcements fetched ids that are to be passed on, at most 4,096
 * @param requests fetches under way, at most 4 for each peer
 * @param sessions reconciliations under way that this node began, at most 2
 */
public record SyncGauges(int wanted, int pendingHeaders, int announcements, int requests, int sessions) {}
