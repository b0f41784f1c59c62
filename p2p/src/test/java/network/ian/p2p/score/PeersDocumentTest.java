package network.ian.p2p.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of docs/PEERS.md, "Scores and bans", on a file that the node wrote. */
final class PeersDocumentTest {

    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    private final Rig rig = new Rig();
    private List<String> blocks = List.of();

    @BeforeEach
    void commands() throws IOException, InterruptedException {
        for (String tool : List.of("bash", "jq", "python3")) {
            assumeTrue(!run("command -v " + tool + " || true").isBlank(), tool + " is not installed");
        }
        String document = Files.readString(Path.of("..", "docs", "PEERS.md"));
        String section = document.substring(document.indexOf("## Scores and bans"));
        blocks = BLOCK.matcher(section.split("\n## ", -1)[0])
                .results()
                .map(found -> found.group(1).replace("/data/ian", directory.toString()))
                .toList();
    }

    @Test
    void eachDoesWhatTheTextSays() throws IOException, InterruptedException {
        // Scripts compare with the machine's clock, so the node's must be near it.
        rig.wall.jump(Duration.ofMillis(System.currentTimeMillis() - rig.wall.millis()));
        ScoreKeeper keeper = new ScoreKeeper(rig.board, new ScoreFile(directory, rig.ticker, rig.wall), rig.ticker);
        Peer peer = rig.connect(1);
        Peer banned = rig.connect(2);
        rig.board.fault(banned, Fault.BAD_SIGNATURE);
        for (int i = 1; i <= 3; i++) {
            rig.board.fault(rig.connect(10 + i, "203.0.113." + i), Fault.MALFORMED_FRAME);
        }
        poll(keeper);
        assertThat(blocks).hasSize(6);

        assertThat(run(block(1, peer)))
                .contains("\"score\": 100")
                .contains(banned.id().hex())
                .endsWith("\n5\n");
        run(block(2, peer));
        poll(keeper);
        assertThat(rig.expelled).containsEntry(peer, GoodbyeReason.BANNED);
        run(block(3, banned));
        poll(keeper);
        assertThat(rig.board.refuses(banned.id(), banned.address())).isEmpty();
        assertThat(rig.board.banned(peer.id())).isTrue();
        assertThat(rig.board.refuses(Rig.address("203.0.113.9"))).isPresent();
        run(block(4, peer));
        poll(keeper);
        assertThat(rig.board.refuses(Rig.address("203.0.113.9"))).isEmpty();
        assertThat(run(block(5, peer))).contains("Kept 5 peers");
        poll(keeper);
        assertThat(rig.board.size()).isEqualTo(5);
    }

    private static void poll(ScoreKeeper keeper) {
        assertThat(keeper.poll(Runnable::run, Runnable::run).join()).isTrue();
    }

    /** A block after the one that names the file. */
    private String block(int index, Peer peer) {
        return "set -e\nPEER_ID=" + peer.id() + "\n" + blocks.get(0) + blocks.get(index);
    }

    private static String run(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
