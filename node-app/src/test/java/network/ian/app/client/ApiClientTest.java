package network.ian.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.core.config.Secret;
import org.junit.jupiter.api.Test;

class ApiClientTest {

    @Test
    void unwrapsTheEnvelopeAndShowsItsKey() throws IOException {
        try (StubNode node = new StubNode()) {
            node.answer("/api/v1/goals", "{\"goals\":[]}").answer("/status", 200, "{\"bare\":1}");
            ApiClient client = new ApiClient(URI.create(node.url()), Optional.of(new Secret("the-api-key")));
            assertThat(client.get("/api/v1/goals")).hasToString("{\"goals\":[]}");
            assertThat(node.authorization()).contains("Bearer the-api-key");
            assertThat(client.get("/status")).hasToString("{\"bare\":1}");
        }
    }

    @Test
    void aRefusalSaysWhatTheNodeSaidWithoutLettingItWriteToTheTerminal() throws IOException {
        try (StubNode node = new StubNode()) {
            ApiClient client = new ApiClient(URI.create(node.url()), Optional.empty());
            assertThatThrownBy(() -> client.get("/nothing"))
                    .isInstanceOfSatisfying(
                            CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REFUSED))
                    .hasMessageContaining(node.url())
                    .hasMessageContaining("status 404: no \\u{1b}[2Jsuch thing");
        }
    }

    @Test
    void anAnswerThatIsNoJsonIsAnAnswerWithoutData() throws IOException {
        try (StubNode node = new StubNode()) {
            node.answer("/proxy", 502, "<html>").answer("/empty", 503, "");
            ApiClient client = new ApiClient(URI.create(node.url()), Optional.empty());
            assertThat(client.ask("/proxy").data().isMissingNode()).isTrue();
            assertThat(client.ask("/empty").busy()).isTrue();
            assertThatThrownBy(() -> client.get("/proxy")).hasMessageContaining("status 502");
        }
    }

    @Test
    void aNodeThatIsNotThereIsNamed() throws IOException {
        StubNode gone = new StubNode();
        String url = gone.url();
        gone.close();
        ApiClient client = new ApiClient(URI.create(url), Optional.empty());
        assertThatThrownBy(() -> client.get("/api/v1/goals"))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageContaining("the node at " + url + " does not answer: no connection");
    }
}
