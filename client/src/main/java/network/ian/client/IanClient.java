package network.ian.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import network.ian.client.answer.ActivePolicy;
import network.ian.client.answer.AddedGoal;
import network.ian.client.answer.Anchors;
import network.ian.client.answer.Contributed;
import network.ian.client.answer.ContributionDetail;
import network.ian.client.answer.Fields;
import network.ian.client.answer.GoalRules;
import network.ian.client.answer.GoalStatus;
import network.ian.client.answer.GoalSummary;
import network.ian.client.answer.Health;
import network.ian.client.answer.Leaderboard;
import network.ian.client.answer.LogPage;
import network.ian.client.answer.NodeInfo;
import network.ian.client.answer.Peers;
import network.ian.client.answer.TauState;
import network.ian.client.contribution.Contributor;
import network.ian.client.contribution.Retry;
import network.ian.client.http.NodeAnswer;
import network.ian.client.http.NodeHttp;
import network.ian.client.http.RawAnswer;
import network.ian.client.proof.GrowthProof;
import network.ian.client.proof.LogProof;
import network.ian.client.proof.RankProof;
import network.ian.client.stream.Following;
import network.ian.client.stream.Pace;
import network.ian.client.stream.StreamListener;
import network.ian.client.stream.StreamSource;
import network.ian.client.stream.Subscription;
import network.ian.core.config.Secret;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Signer;
import network.ian.core.goal.GoalSpec;
import network.ian.core.runtime.MonotonicClock;

/**
 * A node's API, typed. Thread-safe; asking blocks. Every method throws a {@link network.ian.client.error.NodeException}: {@code
 * NodeUnreachableException} without a whole answer in time, {@code NodeRefusedException} for a status other than 200, {@code
 * MalformedAnswerException} for an answer that is not what the API has; and {@link IllegalArgumentException} for what is no goal id.
 *
 * <p>Text in answers may be hostile: escape it, e.g. by {@link network.ian.client.error.PlainText}, before it is shown.
 */
public final class IanClient implements AutoCloseable {

    private static final String API = "/api/v1";

    private final NodeApi api;
    private final Parts parts;
    private final Followings followings;
    private final Deliveries deliveries;

    /** What a client is made of. */
    record Parts(
            HttpClient http,
            Optional<Secret> key,
            NodeHttp.Bounds bounds,
            Clock clock,
            MonotonicClock monotonic,
            RandomGenerator random,
            Pace pace) {}

    IanClient(URI node, Parts parts) {
        this.api = new NodeApi(new NodeHttp(parts.http(), node, parts.key()), parts.bounds());
        this.parts = parts;
        this.deliveries = new Deliveries(api);
        this.followings = new Followings(new StreamSource(parts.http(), node(), API + "/stream", parts.key()), parts);
    }

    /**
     * A client to be.
     *
     * @param node its address, e.g. {@code http://127.0.0.1:8000}
     * @throws IllegalArgumentException unless that is an http or https URL without query and fragment
     */
    public static IanClientBuilder to(String node) {
        return new IanClientBuilder(node);
    }

    /** The node's address, without a closing slash. */
    public URI node() {
        return api.node();
    }

    /** All goals of the node. */
    public List<GoalSummary> goals() {
        return api.read(API + "/goals", "list of goals", GoalSummary::readAll);
    }

    /** A goal's rules; their topic is computed here and not taken on trust. */
    public GoalSpec goal(String goalId) {
        return api.read(path("/goals/", goalId), "rules of a goal", in -> GoalRules.read(goalId, in));
    }

    /**
     * Adds a goal to the node, for good; needs the node's admin token or a token with the scope {@code admin}. Adding the same again changes nothing.
     *
     * @throws network.ian.client.error.NodeRefusedException with 409 if the node knows the goal id by other rules, 400 if it cannot serve
     *     the goal, 503 if it has its most goals
     */
    public AddedGoal addGoal(GoalSpec spec) {
        return api.read(
                api.post(API + "/admin/goals", spec.canonical().toArray()),
                "answer to a new goal",
                in -> AddedGoal.readOf(spec, in));
    }

    /** A goal's state: sizes, roots, counters, finality. */
    public GoalStatus status(String goalId) {
        return api.read(path("/status/", goalId), "status", GoalStatus::read);
    }

    /** The best entries of a goal; {@code limit} is 1 to 1000. */
    public Leaderboard leaderboard(String goalId, int limit) {
        return api.read(path("/leaderboard/", goalId) + "?limit=" + limit, "leaderboard", Leaderboard::read);
    }

    /** A stretch of the log from an index on; {@code limit} is 1 to 1000. */
    public LogPage log(String goalId, long from, int limit) {
        return api.read(path("/log/", goalId) + "?from=" + from + "&limit=" + limit, "page of a log", LogPage::read);
    }

    /** Reads the whole log from an index on, page by page as it is asked for entries. */
    public LogReader readLog(String goalId, long from) {
        return new LogReader(node(), at -> log(goalId, at, LogPage.MOST), from);
    }

    /** {@link #readLog} as a stream of entries. */
    public Stream<LogPage.Entry> logEntries(String goalId, long from) {
        return readLog(goalId, from).stream();
    }

    /** A contribution with all that is needed to verify it. */
    public ContributionDetail contribution(String goalId, Hash contributionId) {
        return api.read(
                path("/contribution/", goalId) + "/" + contributionId.hex(), "contribution", ContributionDetail::read);
    }

    /** That the entry at an index is in the log. */
    public LogProof proof(String goalId, long logIndex) {
        return api.read(path("/proof/", goalId) + "/" + logIndex, "proof", LogProof::read);
    }

    /** That a contribution is in the log. */
    public LogProof proof(String goalId, Hash contributionId) {
        return api.read(path("/proof/", goalId) + "/by-id/" + contributionId.hex(), "proof", LogProof::read);
    }

    /** That the first {@code treeSize} entries hold the one at an index. */
    public LogProof proof(String goalId, long logIndex, long treeSize) {
        return api.read(path("/proof/", goalId) + "/" + logIndex + "?tree_size=" + treeSize, "proof", LogProof::read);
    }

    /** That the first {@code treeSize} entries hold a contribution. */
    public LogProof proof(String goalId, Hash contributionId, long treeSize) {
        return api.read(
                path("/proof/", goalId) + "/by-id/" + contributionId.hex() + "?tree_size=" + treeSize,
                "proof",
                LogProof::read);
    }

    /** That the log of now begins with its first {@code from} entries. */
    public GrowthProof consistency(String goalId, long from) {
        return api.read(path("/consistency/", goalId) + "?from=" + from, "proof", GrowthProof::read);
    }

    /** That the first {@code to} entries begin with the first {@code from}. */
    public GrowthProof consistency(String goalId, long from, long to) {
        return api.read(path("/consistency/", goalId) + "?from=" + from + "&to=" + to, "proof", GrowthProof::read);
    }

    /** That an entry has a rank, from 1. */
    public RankProof rankProof(String goalId, int rank) {
        return api.read(path("/leaderboard/", goalId) + "/proof/" + rank, "proof", RankProof::read);
    }

    /** The pack at rank 1; empty while nothing is ranked. */
    public Optional<ActivePolicy> policy(String goalId) {
        return api.read(path("/policy/", goalId), "policy", ActivePolicy::readActive);
    }

    /** Who the node is. */
    public NodeInfo info() {
        return api.read(API + "/info", "description of a node", NodeInfo::read);
    }

    /** The connected peers, bans, pins. */
    public Peers peers() {
        return api.read(API + "/peers", "list of peers", Peers::read);
    }

    /** A goal's newest anchors on the verified chain, up to 1000. */
    public Anchors anchors(String goalId) {
        return api.read(path("/anchors/", goalId) + "?limit=1000", "list of anchors", Anchors::read);
    }

    /** How the node stands towards Tau Net. */
    public TauState tau() {
        return api.read(API + "/tau", "state of the anchor", TauState::read);
    }

    /** What the node's checks found; also of a node that is not well. */
    public Health health() {
        NodeAnswer answer = api.ask("/health");
        // A node that is down says so with 503 and the same report.
        JsonNode report = answer.data().has("checks") ? answer.data() : api.require(answer);
        return api.value(report, "health report", Health::read);
    }

    /** Signs contributions to a goal of this node; asks it for the goal's rules. */
    public Contributor contributor(String goalId, Signer signer) {
        return new Contributor(goal(goalId), signer, parts.clock());
    }

    /** Sends a contribution once. */
    public Contributed contribute(ContributionRequest request) {
        return contribute(request, Retry.NONE);
    }

    /**
     * Sends a contribution, and sends the same again while the node is too busy for it. Blocks until there is a verdict; a contribution that was
     * sent more than once may find itself a duplicate ({@link Contributed#isHeld}).
     *
     * @throws network.ian.client.error.NodeRefusedException also with the last refusal after the last attempt
     */
    public Contributed contribute(ContributionRequest request, Retry retry) {
        byte[] json = ContributionRequestCodec.encode(request);
        return api.read(deliveries.post(API + "/contribute", json, retry), "verdict", Contributed::read);
    }

    /**
     * Follows the event stream, over cuts and restarts of the node, until the answer is closed or this client is. Returns at once; what happens is
     * told to the listener on a thread of the following's own.
     *
     * @throws IllegalStateException if this client is closed, or follows 64 subscriptions already
     */
    public Following follow(Subscription subscription, StreamListener listener) {
        return followings.follow(subscription, listener);
    }

    /** The answer of a path below the node's address, whatever its status: for what this class has no method for. */
    public NodeAnswer ask(String path) {
        return api.ask(path);
    }

    /** The answer to a JSON document, whatever its status. */
    public NodeAnswer post(String path, byte[] json) {
        return api.post(path, json);
    }

    /**
     * What a path answers, as it stands.
     *
     * @param method {@code GET} or {@code POST}, without a body
     * @param patience longest wait for the answer to begin, and again for the rest of it
     * @param mostBytes of an answer
     * @throws IOException if there is no answer, or a longer one
     */
    public RawAnswer raw(String method, String path, Duration patience, int mostBytes) throws IOException {
        return api.http().send(method, path, new NodeHttp.Bounds(patience, mostBytes));
    }

    /**
     * An answer's data as a value.
     *
     * @param what the value is called in errors
     */
    public <T> T read(NodeAnswer answer, String what, Function<Fields, T> read) {
        return api.read(answer, what, read);
    }

    /** Ends every following and every wait between attempts. What is being asked is answered. */
    @Override
    public void close() {
        deliveries.close();
        followings.close();
    }

    private static String path(String below, String goalId) {
        if (!goalId.matches("[A-Za-z0-9_]{1,64}")) {
            throw new IllegalArgumentException("no goal id: expected 1 to 64 of A-Z a-z 0-9 _");
        }
        return API + below + goalId;
    }
}
