package network.ian.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.app.client.ApiClient;
import network.ian.app.lifecycle.StopSignal;
import network.ian.client.contribution.Contributor;
import network.ian.client.http.NodeAnswer;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.evaluation.trading.Policy;
import network.ian.core.evaluation.trading.PolicyWriter;

/** A stranger to the node: a key of its own, a search of its own, and nothing but the public API between them. */
final class Agent {

    private static final int ATTEMPTS = 50;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    /** Below every score: what the goal refuses still guides the search, but never beats what it takes. */
    private static final double REFUSED = -1.0;

    private static final double UNMEASURED = -10.0;

    private final String name;
    private final ApiClient client;
    private final Contributor contributor;
    private final Search search;
    private final StopSignal stop;

    Agent(String name, ApiClient client, Contributor contributor, Search search, StopSignal stop) {
        this.name = name;
        this.client = client;
        this.contributor = contributor;
        this.search = search;
        this.stop = stop;
    }

    String name() {
        return name;
    }

    /** The id under which the leaderboard shows it. */
    String contributorId() {
        return contributor.id();
    }

    /**
     * Proposes a policy, contributes it, and learns from the answer.
     *
     * @param leaders policies that rank high now
     * @throws network.ian.app.cli.CommandFailure if the node does not answer, or refuses to decide
     */
    Trial contribute(int round, List<Policy> leaders) {
        Policy policy = search.propose(leaders);
        JsonNode data = submit(pack(policy, round));
        boolean accepted = data.path("accepted").asBoolean();
        Optional<Result> result = data.path("metrics").isObject() ? Optional.of(Result.read(data)) : Optional.empty();
        double fitness = result.map(Result::score).orElse(UNMEASURED) + (accepted ? 0.0 : REFUSED);
        search.learn(policy, fitness);
        return new Trial(policy, accepted, result);
    }

    private AgentPack pack(Policy policy, int round) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("agent", name);
        metadata.put("round", round);
        Bytes parameters = Bytes.wrap(PolicyWriter.write(policy));
        return new AgentPack("1.0.0", parameters, metadata, Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    private byte[] signed(AgentPack pack) {
        return ContributionRequestCodec.encode(contributor.sign(pack, 0));
    }

    private JsonNode submit(AgentPack pack) {
        NodeAnswer answer = client.post("/api/v1/contribute", signed(pack));
        for (int i = 1; i < ATTEMPTS && answer.busy() && !stop.await(BETWEEN_ATTEMPTS); i++) {
            answer = client.post("/api/v1/contribute", signed(pack));
        }
        return client.require(answer);
    }
}
