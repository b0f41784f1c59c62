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
import network.ian.core.goal.GoalCatalog;

/** A stranger to the node: a name, a search of its own, and nothing but the public API between them. The node signs for it. */
final class Agent {

    private static final int ATTEMPTS = 50;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    /** Below every score: what the goal refuses still guides the search, but never beats what it takes. */
    private static final double REFUSED = -1.0;

    private static final double UNMEASURED = -10.0;

    private final String name;
    private final ApiClient client;
    private final long run;
    private final Search search;
    private final StopSignal stop;

    /**
     * Has not contributed yet.
     *
     * @param name that it contributes under
     * @param run tells its packs from those of earlier demos on the same data, under the same name
     */
    Agent(String name, ApiClient client, long run, Search search, StopSignal stop) {
        this.name = name;
        this.client = client;
        this.run = run;
        this.search = search;
        this.stop = stop;
    }

    String name() {
        return name;
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
        metadata.put("run", run);
        metadata.put("round", round);
        Bytes parameters = Bytes.wrap(PolicyWriter.write(policy));
        return new AgentPack("1.0.0", parameters, metadata, Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    private JsonNode submit(AgentPack pack) {
        byte[] request = ContributionRequestCodec.encode(Contributor.unsigned(GoalCatalog.DEMO_GOAL, name, pack));
        NodeAnswer answer = client.post("/api/v1/contribute", request);
        for (int i = 1; i < ATTEMPTS && answer.busy() && !stop.await(BETWEEN_ATTEMPTS); i++) {
            answer = client.post("/api/v1/contribute", request);
        }
        return client.require(answer);
    }
}
