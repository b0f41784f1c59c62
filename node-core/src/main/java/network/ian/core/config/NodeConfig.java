package network.ian.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A checked configuration. Meaning, range and default of every value stand in {@link Settings}. */
public record NodeConfig(
        Node node, Api api, P2p p2p, Tau tau, Storage storage, Evaluation evaluation, Crypto crypto, Goals goals) {

    public record Node(Path dataDir, String networkId, LogLevel logLevel, Path logDir) {}

    /**
     * The HTTP API.
     *
     * @param port 0 for any free one
     * @param key empty: nobody needs a key
     * @param requireToken whether POST contribute needs a token or key where no key is set
     * @param maxBodyBytes longest request body, in bytes
     * @param trustedProxies whose word counts on where a request comes from
     * @param tls empty: plain HTTP
     * @param caFile what commands trust; empty: what Java trusts
     */
    public record Api(
            String host,
            int port,
            Optional<Secret> key,
            boolean protectReads,
            boolean requireToken,
            int ratePerSecond,
            int rateBurst,
            boolean rateLimitLoopback,
            int maxBodyBytes,
            List<AddressRange> trustedProxies,
            Optional<ApiTls> tls,
            Optional<Path> caFile,
            Stream stream) {

        /** Whether POST contribute needs a key or token. */
        public boolean protectsWrites() {
            return key.isPresent() || requireToken;
        }
    }

    /**
     * Limits of the event stream.
     *
     * @param maxClients of all ports and kinds
     * @param maxPerAddress of one client address
     * @param history events kept
     */
    public record Stream(int maxClients, int maxPerAddress, int history) {}

    /** Files of the API's certificate with its chain, and of its private key; both PEM. */
    public record ApiTls(Path certificate, Path key) {}

    /**
     * The network of nodes.
     *
     * @param port 0 for any free one
     * @param advertiseAddr empty: what this node finds out about itself
     * @param peerExchange whether addresses are learnt from peers
     * @param targetOutbound connections that the node opens itself
     * @param smallNetwork whether two peers are enough
     * @param budgetPercent of the usual budgets of messages and bytes
     * @param banTime how long a provable fault bans
     */
    public record P2p(
            String listenHost,
            int port,
            int wsPort,
            Optional<HostPort> advertiseAddr,
            int maxPeers,
            List<HostPort> seedNodes,
            boolean peerExchange,
            int targetOutbound,
            boolean smallNetwork,
            int budgetPercent,
            Duration banTime) {}

    /**
     * The anchor on Tau Net.
     *
     * @param address of the Tau Net node; empty: what anchors say comes from peers only
     * @param key the committer's, 64 hex digits; empty: this node anchors nothing
     * @param commitInterval after which what is new is anchored
     * @param commitContributions new entries of a goal that are anchored before that
     * @param maxFee most that one transaction may cost, in the chain's unit
     * @param poll between two looks at the chain
     * @param production whether a test network is refused
     */
    public record Tau(
            Optional<HostPort> address,
            Optional<Secret> key,
            Duration commitInterval,
            int commitContributions,
            long maxFee,
            Duration poll,
            boolean production) {}

    /**
     * Limits of the durable store, in bytes.
     *
     * @param minFreeDiskBytes empty: what suits the disk
     * @param goalQuotaBytes 0 for no limit
     * @param dataQuotaBytes 0 for no limit
     */
    public record Storage(
            long segmentBytes, Optional<Long> minFreeDiskBytes, long goalQuotaBytes, long dataQuotaBytes) {}

    /**
     * The pool that verifies and evaluates.
     *
     * @param threads 0 for one per processor
     * @param queueCapacity contributions that wait
     * @param wallTime after which an evaluation is given up undecided
     */
    public record Evaluation(int threads, int queueCapacity, Duration wallTime, Wasm wasm) {}

    /**
     * How WebAssembly agents run.
     *
     * @param threads of their own; 0 for half as many as {@link Evaluation} has
     * @param queueCapacity contributions that wait for these
     * @param memoryBytes for all agents that run at a time; empty: what suits the heap
     */
    public record Wasm(WasmEngine engine, int threads, int queueCapacity, Optional<Long> memoryBytes) {}

    public record Crypto(ProviderChoice provider) {}

    /**
     * The competitions.
     *
     * @param dir whose files are goals to install
     * @param max goals that the node takes
     */
    public record Goals(Path dir, int max) {}
}
