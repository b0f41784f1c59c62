package network.ian.app.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import network.ian.core.state.NewerFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFormatsTest {

    @TempDir
    private Path data;

    @Test
    void everyModulesFilesAreLookedAt() throws IOException {
        for (String name :
                new String[] {"peer_scores.json", "known_peers.json", "tau_outbox.json", "node_state.json"}) {
            isRefused(data.resolve(name), "{\"peers\":{\"a\":[1,{}]},\"version\":2}".getBytes(StandardCharsets.UTF_8));
        }
        Path chain = Files.createDirectories(data.resolve("goals/G/chain"));
        for (String name : new String[] {"blocks", "anchors"}) {
            isRefused(chain.resolve(name), titled("IAN chain 2 00 00"));
        }
    }

    @Test
    void whatIsOfThisProgramOrDamagedIsNoReasonToRefuse() throws IOException {
        Files.writeString(data.resolve("peer_scores.json"), "{\"peers\":{},\"version\":1}");
        Files.writeString(data.resolve("known_peers.json"), "not JSON");
        Files.writeString(data.resolve("tau_outbox.json"), "{\"version\":\"2\"}");
        Path chain = Files.createDirectories(data.resolve("goals/G/chain"));
        Files.write(chain.resolve("blocks"), titled("IAN chain 1 00 00"));
        byte[] damaged = titled("IAN chain 2 00 00");
        damaged[damaged.length - 1] ^= 1;
        Files.write(chain.resolve("anchors"), damaged);
        DataFormats.require(data);
        assertThat(DataFormats.of(data)).hasSize(2);
    }

    private void isRefused(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        assertThatThrownBy(() -> DataFormats.require(data))
                .isInstanceOf(NewerFormatException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("format 2");
        Files.delete(file);
    }

    private static byte[] titled(String title) {
        byte[] text = title.getBytes(StandardCharsets.US_ASCII);
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
        crc.update(text);
        return ByteBuffer.allocate(8 + text.length)
                .putInt(text.length)
                .putInt((int) crc.getValue())
                .put(text)
                .array();
    }
}
