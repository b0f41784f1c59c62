package network.ian.tau.devnode;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauBlock;

/** The stand-in's block 0. It never changes, so that a goal's spec can pin its hash. */
final class Genesis {

    /** What the committer has in block 0, in the chain's unit: enough for 100,000 transactions. */
    public static final BigInteger FUNDS = BigInteger.valueOf(1_000_000);

    /** Block 0's own time: 2026-01-01T00:00:00Z, in seconds since the epoch. */
    public static final long TIMESTAMP_SECONDS =
            Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    static final Accounts ACCOUNTS =
            Accounts.holding(WorthlessKeys.COMMITTER.publicKey().hex(), FUNDS);

    static final TauBlock BLOCK = BlockMaker.sign(
            WorthlessKeys.VALIDATOR,
            BlockMaker.header(
                    0,
                    Hash.wrap(new byte[Hash.SIZE]),
                    TIMESTAMP_SECONDS,
                    List.of(),
                    WorthlessKeys.VALIDATOR.publicKey().bytes(),
                    ACCOUNTS.hash(0)),
            List.of());

    private Genesis() {}
}
