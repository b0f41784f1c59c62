package network.ian.app.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.client.http.RawAnswer;
import network.ian.core.codec.Bytes;

/** Asks a running node everything; gives up on one that twice did not. */
final class NodeAnswers {

    private static final int ENOUGH = 2;
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiClient client;
    private final DiagnosticsArchive archive;
    private final List<String> problems;
    private final Duration patience;
    private int silent;
    private int answered;

    /** @param patience longest wait for the begin of an answer, and again for its end */
    NodeAnswers(ApiClient client, DiagnosticsArchive archive, List<String> problems, Duration patience) {
        this.client = client;
        this.archive = archive;
        this.problems = problems;
        this.patience = patience;
    }

    /** Adds what the node says to the archive; says whether it said anything. */
    boolean collect() throws IOException {
        // First, because it says most about a node that is about to stop answering.
        Optional<Bytes> process = ask("POST", "/api/v1/admin/diagnostics", false);
        if (process.isPresent()) {
            process(process.get());
        }
        keep("node/metrics.txt", ask("GET", "/metrics", false));
        keep("node/health.json", ask("GET", "/health", true));
        Optional<Bytes> status = ask("GET", "/status", false);
        keep("node/status.json", status);
        if (status.isPresent()) {
            archive.add("node/consensus.json", consensus(parsed(status.get())));
        }
        keep("node/peers.json", ask("GET", "/api/v1/peers", false));
        keep("node/tau.json", ask("GET", "/api/v1/tau", false));
        keep("node/certificates.json", ask("GET", "/api/v1/certificates", false));
        return answered > 0;
    }

    private void process(Bytes answer) throws IOException {
        JsonNode data = parsed(answer).path("data");
        if (data instanceof ObjectNode process) {
            archive.add("node/threads.txt", process.path("threads").asText());
            process.remove("threads");
            archive.add("node/process.json", process + "\n");
        }
    }

    private void keep(String name, Optional<Bytes> answer) throws IOException {
        if (answer.isPresent()) {
            archive.add(name, answer.get().view());
        }
    }

    /** How each goal stands towards those of the peers, out of the long status. */
    private static String consensus(JsonNode status) {
        ArrayNode goals = JsonNodeFactory.instance.arrayNode();
        for (JsonNode goal : status.path("goals")) {
            ObjectNode one = goals.addObject();
            one.set("goal_id", goal.path("goal_id"));
            one.set("state", goal.path("state"));
            one.set("detail", goal.path("detail"));
            for (String field :
                    List.of("consensus_state", "sync_lag", "peer_count", "log_size", "log_root", "finality")) {
                one.set(field, goal.path("status").path(field));
            }
        }
        return goals + "\n";
    }

    /** @param whatever whether the answer counts with any status, as that of an unhealthy node does */
    private Optional<Bytes> ask(String method, String path, boolean whatever) {
        if (silent >= ENOUGH) {
            problems.add(path + ": not asked, the node did not answer before");
            return Optional.empty();
        }
        try {
            RawAnswer answer = client.raw(method, path, patience, DiagnosticsArchive.MOST_ENTRY_BYTES);
            answered++;
            if (whatever || answer.status() == OK) {
                return Optional.of(answer.body());
            }
            problems.add(path + ": the node answered with status " + answer.status() + error(answer.body()));
        } catch (IOException e) {
            silent++;
            problems.add(path + ": no answer: " + TerminalText.escape(String.valueOf(e.getMessage()), 300));
        }
        return Optional.empty();
    }

    private String error(Bytes body) {
        String said = parsed(body).path("error").asText("");
        // Before it is cut: half a secret would not be recognised.
        return said.isEmpty() ? "" : ": " + TerminalText.escape(archive.clean(said), 300);
    }

    /** Whoever answers need not be a node. */
    private static JsonNode parsed(Bytes answer) {
        try {
            JsonNode document = JSON.readTree(answer.view());
            return document == null ? MissingNode.getInstance() : document;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
