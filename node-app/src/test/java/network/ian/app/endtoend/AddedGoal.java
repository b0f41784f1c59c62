package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import network.ian.api.access.AdminToken;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;

/** Goals that an operator adds to running nodes. */
public final class AddedGoal {

    private AddedGoal() {}

    /** One with the demo's rules and another id. */
    public static GoalSpec like(String id) {
        String demo = new String(GoalCatalog.demoGoal().canonical().toArray(), StandardCharsets.UTF_8);
        return GoalSpecCodec.decode("spec", demo.replace(Api.GOAL, id).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds it by the API with the data directory's admin token. */
    public static void add(NodeProcess node, GoalSpec spec) throws IOException, InterruptedException {
        String token =
                Files.readString(node.dataDirectory().resolve(AdminToken.FILE)).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.api().address() + "/api/v1/admin/goals"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(spec.canonical().toArray()))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
