package network.ian.p2p.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import network.ian.p2p.peer.Peer;
import org.junit.jupiter.api.io.TempDir;

/** A node's scores and their file in a directory of its own. */
abstract class ScoreFileFixture {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String PUBLIC = "203.0.113.1";

    @TempDir
    Path directory;

    final Rig rig = new Rig();
    ScoreKeeper keeper;

    ScoreKeeper start(Rig node) {
        ScoreKeeper fresh = new ScoreKeeper(node.board, new ScoreFile(directory, node.ticker, node.wall), node.ticker);
        assertThat(poll(fresh)).isTrue();
        return fresh;
    }

    static boolean poll(ScoreKeeper keeper) {
        return keeper.poll(Runnable::run, Runnable::run).join();
    }

    boolean poll() {
        return poll(keeper);
    }

    void save() {
        assertThat(keeper.flush(Runnable::run, Runnable::run).join()).isTrue();
    }

    Path path() {
        return directory.resolve(ScoreFile.NAME);
    }

    ObjectNode file() throws IOException {
        return (ObjectNode) JSON.readTree(path().toFile());
    }

    ObjectNode peer(Peer peer) throws IOException {
        return entry(file(), peer);
    }

    static ObjectNode entry(ObjectNode json, Peer peer) {
        return (ObjectNode) json.get("peers").get(peer.id().hex());
    }

    /** As a script does it: reads, changes, writes in place. */
    void edit(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = file();
        change.accept(json);
        Files.write(path(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    List<Path> aside() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> path.getFileName().toString().contains(".bad-"))
                    .toList();
        }
    }
}
