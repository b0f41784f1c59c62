package network.ian.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ian token} on a data directory without a node. */
class TokenCommandsTest {

    @TempDir
    private Path home;

    private Path data;

    @BeforeEach
    void makeDataDirectory() throws IOException {
        data = Files.createDirectory(home.resolve(".ian"));
    }

    @Test
    void aTokensLife() throws IOException {
        JsonNode made = OfflineRun.ok(
                        home, "token", "create", "--scope", "contribute", "--name", "ci", "--expires", "30d", "--json")
                .json();
        String id = made.get("token_id").asText();
        String text = made.get("token").asText();
        assertThat(text).matches("ian_" + id + "_[0-9a-f]{64}");
        assertThat(made.get("expires_ms").asLong() - made.get("created_ms").asLong())
                .isEqualTo(30L * 86_400_000);

        JsonNode valid = OfflineRun.ok(home, "token", "verify", text, "--json").json();
        assertThat(valid.get("valid").asBoolean()).isTrue();
        assertThat(valid.get("scopes")).hasToString("[\"read\",\"contribute\"]");
        JsonNode listed = OfflineRun.ok(home, "token", "list", "--json").json();
        assertThat(listed.at("/tokens/0/name").asText()).isEqualTo("ci");
        assertThat(listed.at("/tokens/0/scopes")).hasToString("[\"contribute\"]");
        assertThat(listed.at("/tokens/0/last_used_ms").isNull()).isTrue();
        assertThat(listed.toString()).doesNotContain(text.substring(17));

        String rotated = OfflineRun.ok(home, "token", "rotate", "--name", "ci", "--grace", "1h", "--json")
                .json()
                .get("token")
                .asText();
        OfflineRun.ok(home, "token", "verify", text);
        OfflineRun.ok(home, "token", "verify", rotated);
        assertThat(OfflineRun.ok(home, "token", "list").out()).contains(id + " (+1 old)");
        OfflineRun.ok(home, "token", "revoke", id);
        Invocation revoked = OfflineRun.ian(home, "token", "verify", rotated, "--json");
        assertThat(revoked.exitCode()).isEqualTo(1);
        assertThat(revoked.json().get("valid").asBoolean()).isFalse();
        assertThat(OfflineRun.ok(home, "token", "list").out()).isEqualTo("no tokens\n");
    }

    @Test
    void whatCannotBeDoneIsSaidAndChangesNothing() throws IOException {
        assertThat(OfflineRun.ian(home, "token", "create").exitCode()).isEqualTo(2);
        refused(2, "--scope", "token", "create", "--scope", "root");
        refused(2, "--expires", "token", "create", "--scope", "read", "--expires", "soon");
        refused(2, "--expires", "token", "create", "--scope", "read", "--expires", "0s");
        refused(2, "at most 3650d", "token", "create", "--scope", "read", "--expires", "3651d");
        refused(1, "no token with this id", "token", "revoke", "0123456789ab");
        refused(2, "not the token itself", "token", "revoke", "ian_0123456789ab_00");
        refused(2, "name one token", "token", "rotate");
        refused(2, "TOKEN", "token", "verify", "two words");
        refused(
                2,
                "no data directory",
                "token",
                "list",
                "--data-dir",
                home.resolve("none").toString());
        Files.writeString(data.resolve("tokens.json"), "{\"version\":9,\"tokens\":{}}");
        refused(2, "tokens.json has format 9", "token", "create", "--scope", "read");
        Files.writeString(data.resolve("tokens.json"), "{");
        refused(1, "tokens.json", "token", "list");
    }

    private void refused(int exitCode, String why, String... arguments) {
        Invocation run = OfflineRun.ian(home, arguments);
        assertThat(run.err()).startsWith("ian: ").contains(why);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
    }
}
