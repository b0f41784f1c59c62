package network.ian.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import network.ian.core.codec.MalformedException;
import org.junit.jupiter.api.Test;

class RequestLinesTest {

    @Test
    void readsLinesAndCountsEmptyOnes() throws IOException {
        RequestLines lines = lines("a\n\n\r\nbc\nd", 2);
        assertThat(lines.next()).contains(octets("a"));
        assertThat(lines.number()).isEqualTo(1);
        assertThat(lines.next()).contains(octets("bc"));
        assertThat(lines.number()).isEqualTo(4);
        assertThat(lines.next()).contains(octets("d"));
        assertThat(lines.number()).isEqualTo(5);
        assertThat(lines.bytesRead()).isEqualTo(9);
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void refusesALineBeforeItIsLongerThanAllowed() throws IOException {
        RequestLines lines = lines("ok\n" + "x".repeat(1000), 2);
        assertThat(lines.next()).isPresent();
        assertThatThrownBy(lines::next).isInstanceOf(MalformedException.class).hasMessageContaining("longer than 2");
        assertThat(lines.number()).isEqualTo(2);
        assertThat(lines.bytesRead()).isEqualTo(6);
    }

    private static RequestLines lines(String text, int maxBytes) {
        return new RequestLines(new ByteArrayInputStream(octets(text)), maxBytes);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
