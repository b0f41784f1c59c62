package network.ian.tau.commit;

/** Where the committer counts. Called by its thread; must not block. */
public interface CommitTelemetry {

    /**
     * {@code ian_tau_commits_total}: an anchoring transaction was read back from the verified best chain, for the first time. A
     * reorganisation takes nothing back, and the same transaction is not counted again, also not after a restart.
     */
    void committed();

    /**
     * {@code ian_tau_commits_failed_total}: an attempt to send did not end with the node taking the transaction, or its
     * sequence number was used by somebody else.
     */
    void failed();

    /** Counts nothing. */
    CommitTelemetry NONE = new CommitTelemetry() {
        @Override
        public void committed() {}

        @Override
        public void failed() {}
    };
}
