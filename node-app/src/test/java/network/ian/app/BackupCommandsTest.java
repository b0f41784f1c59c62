package network.ian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.sample.RequestSampler;
import network.ian.core.state.UnfinishedRestore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands print and return; what they do is tested where it is done. */
class BackupCommandsTest {

    private static final long AT = 1_700_000_000_000L;

    @TempDir
    Path home;

    private Path data;
    private Path archive;

    @BeforeEach
    void fill() throws IOException {
        data = home.resolve("data");
        archive = home.resolve("backup.tar.gz");
        RequestSampler sampler = new RequestSampler(GoalCatalog.demoGoal(), 5);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] line = ContributionRequestCodec.encode(sampler.signed(i, AT + 1000L * i));
            lines.add(new String(line, StandardCharsets.UTF_8));
        }
        Path file = Files.write(home.resolve("history"), lines);
        run("log", "import", file.toString(), "--data-dir", data.toString());
    }

    @Test
    void fromDirectoryToDirectory() throws IOException {
        JsonNode made = run("backup", "create", "--json", "--data-dir", data.toString(), "-o", archive.toString())
                .json();
        assertThat(made.path("kind").asText()).isEqualTo("full");
        String root = made.path("goals").get(0).path("log_root").asText();
        int size = made.path("goals").get(0).path("log_size").asInt();
        assertThat(root).hasSize(64);
        assertThat(run("backup", "create", "--data-dir", data.toString(), "-o", archive.toString()))
                .satisfies(again -> assertThat(again.exitCode()).isEqualTo(2))
                .satisfies(again -> assertThat(again.err()).contains("exists").hasLineCount(1));

        assertThat(run("backup", "verify", archive.toString()).out())
                .contains("ok")
                .contains(root);
        String elsewhere = home.resolve("verified-in-vain").toString();
        assertThat(run("backup", "verify", archive.toString(), "--node-id", "ab".repeat(32))
                        .exitCode())
                .isEqualTo(1);
        assertThat(run("backup", "list", home.toString()).out())
                .contains("backup.tar.gz")
                .contains("full");

        Invocation restored = run("backup", "restore", archive.toString(), "--data-dir", elsewhere);
        assertThat(restored.exitCode()).isZero();
        assertThat(restored.out()).contains(root);
        assertThat(restored.err()).contains("identity");
        Invocation again = run("backup", "restore", archive.toString(), "--data-dir", elsewhere);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("--force");

        JsonNode cut = restoredTo(size, "first", "--to-position", GoalCatalog.DEMO_GOAL + ":" + (size - 1));
        assertThat(cut.path("log_size").asInt()).isEqualTo(size - 1);
        assertThat(restoredTo(size, "iso", "--to-time", "2023-11-14T22:13:20Z").path("log_size"))
                .isEqualTo(
                        restoredTo(size, "ms", "--to-time", Long.toString(AT)).path("log_size"));
    }

    @Test
    void whatIsWrongIsSaidInOneLineWithItsCode() throws IOException {
        assertThat(run("backup").exitCode()).isEqualTo(2);
        says(
                2,
                "no data directory",
                "create",
                "--data-dir",
                home.resolve("none").toString(),
                "-o",
                "x");
        says(2, "no backup", "verify", home.resolve("none").toString());
        says(2, "no folder", "list", home.resolve("none").toString());
        Files.writeString(archive, "nothing of the kind");
        says(1, "does not begin", "verify", archive.toString());
        says(
                1,
                "does not begin",
                "restore",
                archive.toString(),
                "--data-dir",
                home.resolve("new").toString());
        says(2, "--to-time", "restore", archive.toString(), "--to-time", "yesterday");
        says(2, "--to-position", "restore", archive.toString(), "--to-position", "DEMO");
        says(2, "--interval", "stream", "--data-dir", data.toString(), "--destination", "x", "--interval", "0");
        Invocation json = run("backup", "verify", "--json", archive.toString());
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.json().path("ok").asBoolean(true)).isFalse();
        assertThat(json.json().path("problem").asText()).contains("does not begin");
    }

    @Test
    void aRestoreSaysWhichTokensAreGoodAgain() throws IOException {
        run("backup", "create", "--data-dir", data.toString(), "-o", archive.toString());
        assertThat(run(
                                "backup",
                                "restore",
                                archive.toString(),
                                "--data-dir",
                                home.resolve("a").toString())
                        .err())
                .doesNotContain("token");
        run("token", "create", "--scope", "read", "--name", "stolen", "--data-dir", data.toString());
        Path with = home.resolve("with-tokens.tar.gz");
        run("backup", "create", "--data-dir", data.toString(), "-o", with.toString());
        run("token", "revoke", "--name", "stolen", "--data-dir", data.toString());
        Invocation restored = run(
                "backup",
                "restore",
                with.toString(),
                "--data-dir",
                home.resolve("b").toString());
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("revoked", "ian token list");
    }

    @Test
    void rootIsToldToHandOverWhatItPutIntoAnothersMount() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        run("backup", "create", "--data-dir", data.toString(), "-o", archive.toString());
        Path volume = Files.createDirectory(home.resolve("volume"));
        Files.setOwner(
                volume, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        // As a mount point is filled, so is a link.
        Path linked = Files.createSymbolicLink(home.resolve("linked"), volume);
        assertThat(run("backup", "restore", archive.toString(), "--data-dir", linked.toString())
                        .err())
                .contains("chown -R nobody " + linked + "/");
    }

    @Test
    void aRestoreThatWasBrokenOffIsNoNode() throws IOException {
        UnfinishedRestore.begin(data);
        for (List<String> command : List.of(
                List.of("log", "verify"),
                List.of("log", "repair", "--from-peers", "--peer", "127.0.0.1:1"),
                List.of("log", "repair", "--from-peers", "--dry-run"),
                List.of("backup", "create", "-o", archive.toString()))) {
            List<String> all = new ArrayList<>(command);
            all.addAll(List.of("--data-dir", data.toString()));
            Invocation run = run(all.toArray(String[]::new));
            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).contains("run the restore again, with --force");
        }
    }

    private JsonNode restoredTo(int whole, String name, String flag, String value) throws IOException {
        JsonNode restored = run(
                        "backup",
                        "restore",
                        "--json",
                        archive.toString(),
                        "--data-dir",
                        home.resolve(name).toString(),
                        flag,
                        value)
                .json()
                .path("restored")
                .get(0);
        assertThat(restored.path("log_size").asInt()).isLessThan(whole);
        return restored;
    }

    private void says(int code, String what, String... arguments) {
        List<String> all = new ArrayList<>(List.of("backup"));
        all.addAll(List.of(arguments));
        Invocation run = run(all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).contains(what).hasLineCount(1);
    }

    private Invocation run(String... arguments) {
        return Invocation.run(home, Map.of("IAN_STORAGE_MIN_FREE_DISK_BYTES", "0"), arguments);
    }
}
