package network.ian.tau.devnode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import network.ian.core.crypto.Hash;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.client.TauBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in for a Tau Net node, built from what is known of the real one: the same wire, the same checks, blocks that verify.
 * It is one process without peers, holds no value, and its keys are public ({@link WorthlessKeys}).
 *
 * <p>Block 0, the validator and the committer never change, so a goal's spec can pin them ({@link #anchor}). Three things
 * differ from a real node on purpose: blocks can come faster and empty ({@link DevNodeOptions}), rules (operation key
 * {@code 0}) are refused because nothing here compiles them, and other keys hold nothing until the committer sends them some.
 */
public final class DevNode implements AutoCloseable {

    /** Hash of block 0. */
    public static final Hash BLOCK_0 = Genesis.BLOCK.claimedHash();

    /** Whose blocks count. */
    public static final BlsPublicKey VALIDATOR = WorthlessKeys.VALIDATOR.publicKey();

    /** Holds {@link Genesis#FUNDS} in block 0. PUBLIC AND WORTHLESS. */
    public static final BlsSecretKey COMMITTER_SECRET = WorthlessKeys.COMMITTER;

    private static final Logger LOG = LoggerFactory.getLogger(DevNode.class);

    private final Mischief mischief;
    private final Ledger ledger;
    private final BlockTimer timer;
    private final Optional<ChainFile> file;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);

    private DevNode(DevNodeOptions options) throws IOException {
        mischief = new Mischief(options.random());
        Chain chain = new Chain();
        file = options.chainFile().isPresent()
                ? Optional.of(ChainFile.open(options.chainFile().get(), chain))
                : Optional.empty();
        ledger = new Ledger(options.clock(), mischief, chain, this::store);
        timer = new BlockTimer(ledger, options.blockEvery(), options.emptyBlocks());
        Commands commands =
                new Commands(ledger, new Inspection(options.clock()), mischief, options.environment(), timer::waiting);
        try {
            listener = Listener.open(address(options), socket -> serve(socket, commands, options));
        } catch (IOException e) {
            closeFile();
            throw e;
        }
        timer.start();
    }

    /**
     * Starts one; when this returns, it takes connections.
     *
     * @throws IOException if it cannot listen there, or its chain file is of no use
     */
    public static DevNode start(DevNodeOptions options) throws IOException {
        DevNode node = new DevNode(options);
        LOG.atInfo()
                .addKeyValue("port", node.port())
                .addKeyValue("block0", BLOCK_0.hex())
                .addKeyValue("height", node.ledger.head().header().number())
                .log("A stand-in for a Tau node listens; its keys are public and worth nothing");
        return node;
    }

    /**
     * The {@code anchor} of a goal's spec that is pinned to this chain and its committer.
     *
     * @param settle 1 s to 7 days
     * @param lag 0 to 1 day
     */
    public static ObjectNode anchor(int confirmations, Duration settle, Duration lag) {
        ObjectNode anchor = JsonNodeFactory.instance.objectNode();
        anchor.put("chain", "tau");
        anchor.put("block0", BLOCK_0.hex());
        anchor.putArray("validators").add(VALIDATOR.hex());
        anchor.put("committer", COMMITTER_SECRET.publicKey().hex());
        anchor.put("confirmations", confirmations);
        anchor.put("settle_s", settle.toSeconds());
        anchor.put("lag_s", lag.toSeconds());
        return anchor;
    }

    /** Where it listens. */
    public int port() {
        return listener.port();
    }

    /** Makes blocks, reorganises, evicts. */
    public ChainLevers chain() {
        return new ChainLevers(ledger, timer::waiting);
    }

    /** Stalls, cuts, fails, lies. */
    public Mischief mischief() {
        return mischief;
    }

    /** Refuses connections and cuts those that there are; the chain goes on. */
    public void down() throws IOException {
        listener.down();
    }

    /** Undoes {@link #down}, on the same port. */
    public void up() throws IOException {
        listener.up();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        timer.close();
        listener.close();
        closeFile();
    }

    private void closeFile() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }

    private void store(TauBlock block) {
        file.ifPresent(there -> there.append(block));
    }

    private void serve(Socket socket, Commands commands, DevNodeOptions options) {
        if (mischief.dropsConnection()) {
            Conversation.drop(socket);
            return;
        }
        new Conversation(socket, commands, mischief, options.ticks(), closed).run();
    }

    private static InetSocketAddress address(DevNodeOptions options) throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(options.host());
        }
        return address;
    }
}
