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
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequestCodec;

/** A stranger to the node: a name, a search of its own, and nothing but the public API between them. The node signs for it. */
final class Agent {

    private static final int ATTEMPTS = 50;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    /** Below every score: what the goal refuses still guides the search, but never beats what it takes. */
    private static final double REFUSED = -1.0;

    private static final double UNMEASURED = -10.0;

    private final String name;
    private final ApiClient client;
    private final String goalId;
    private final long run;
    private final Searcher searcher;
    private final StopSignal stop;

    /**
     * Has not contributed yet.
     *
     * @param name that it contributes under
     * @param run tells its packs from those of earlier demos on the same data, under the same name
     */
    Agent(String name, ApiClient client, String goalId, long run, Searcher searcher, StopSignal stop) {
        this.name = name;
        this.client = client;
        this.goalId = goalId;
        this.run = run;
        this.searcher = searcher;
        this.stop = stop;
    }

    /**
     * Proposes something, contributes it, and learns from the answer.
     *
     * @param leaders what ranks high now
     * @throws network.ian.app.cli.CommandFailure if the node does not answer, or refuses to decide
     */
    Trial contribute(int round, List<Proposal> leaders) {
        Proposal proposal = searcher.propose(leaders);
        JsonNode data = submit(pack(proposal, round));
        boolean accepted = data.path("accepted").asBoolean();
        Optional<Result> result = data.path("metrics").isObject() ? Optional.of(Result.read(data)) : Optional.empty();
        double fitness = result.map(Result::score).orElse(UNMEASURED) + (accepted ? 0.0 : REFUSED);
        searcher.learn(proposal, fitness);
        return new Trial(accepted, result);
    }

    private AgentPack pack(Proposal proposal, int round) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("run", run);
        metadata.put("round", round);
        return new AgentPack(
                "1.0.0", proposal.parameters(), metadata, Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    private JsonNode submit(AgentPack pack) {
        byte[] request = ContributionRequestCodec.encode(Contributor.unsigned(goalId, name, pack));
        NodeAnswer answer = client.post("/api/v1/contribute", request);
        for (int i = 1; i < ATTEMPTS && answer.busy() && !stop.await(BETWEEN_ATTEMPTS); i++) {
            answer = client.post("/api/v1/contribute", request);
        }
        return client.require(answer);
    }
}
