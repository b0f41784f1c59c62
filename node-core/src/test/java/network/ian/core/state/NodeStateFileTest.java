package network.ian.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Sha256;
import network.ian.core.journal.JournalPosition;
import network.ian.core.view.Finality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeStateFileTest {

    @TempDir
    private Path data;

    @Test
    void readsBackWhatItWrites() throws IOException {
        GoalSnapshot snapshot = new GoalSnapshot(
                Sha256.of(new byte[] {1}),
                7,
                Sha256.of(new byte[] {2}),
                Sha256.of(new byte[] {3}),
                new JournalPosition(1, 99, 7),
                5,
                Optional.empty());
        NodeStateFile file = new NodeStateFile(data);
        assertThat(file.read()).isEmpty();
        file.write(Map.of("G", snapshot), 1_700_000_000_000L);
        assertThat(file.read()).isEqualTo(Map.of("G", snapshot));
    }

    @Test
    void readsBackTheAnchorAndDoesWithout() throws IOException {
        LastAnchor anchor =
                new LastAnchor(Finality.Source.PEERS, 12, 5, Sha256.of(new byte[] {4}), Sha256.of(new byte[] {5}));
        GoalSnapshot snapshot = new GoalSnapshot(
                Sha256.of(new byte[] {1}),
                7,
                Sha256.of(new byte[] {2}),
                Sha256.of(new byte[] {3}),
                new JournalPosition(1, 99, 7),
                5,
                Optional.of(anchor));
        NodeStateFile file = new NodeStateFile(data);
        file.write(Map.of("G", snapshot), 1_700_000_000_000L);
        assertThat(file.read()).isEqualTo(Map.of("G", snapshot));
        String text = Files.readString(file.path());
        String older = text.replaceFirst("\"last_anchor\":\\{[^}]*},", "");
        assertThat(older).doesNotContain("last_anchor");
        Files.writeString(file.path(), older);
        assertThat(file.read().get("G").anchor()).isEmpty();
        Files.writeString(file.path(), text.replace("\"peers\"", "\"moon\""));
        assertThatThrownBy(file::read)
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("last_anchor.source");
    }

    @Test
    void leavesANewerFormatAlone() throws IOException {
        Files.writeString(data.resolve(NodeStateFile.NAME), "{\"version\":2,\"rounds\":[]}");
        assertThatThrownBy(() -> new NodeStateFile(data).read())
                .isInstanceOf(NewerFormatException.class)
                .hasMessageContaining("node_state.json has format 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"version\":0}", "{\"version\":1,\"goals\":{\"G\":{}}}"})
    void tellsDamage(String text) throws IOException {
        Files.writeString(data.resolve(NodeStateFile.NAME), text);
        assertThatThrownBy(() -> new NodeStateFile(data).read()).isInstanceOf(MalformedException.class);
    }
}
