package network.ian.app.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiAddressFileTest {

    @TempDir
    Path directory;

    @Test
    void saysTheAddressUntilItIsRemoved() throws IOException {
        ApiAddressFile file = new ApiAddressFile(directory);
        assertThat(file.read()).isEmpty();
        file.write(ListenAddress.toAsk("0.0.0.0", 4711));
        assertThat(file.read()).contains(URI.create("http://127.0.0.1:4711"));
        assertThat(file.path()).hasContent("http://127.0.0.1:4711\n");
        file.remove();
        file.remove();
        assertThat(file.read()).isEmpty();
    }

    @Test
    void rubbishIsNoAddress() throws IOException {
        ApiAddressFile file = new ApiAddressFile(directory);
        Files.writeString(file.path(), "not an address\n");
        assertThat(file.read()).isEmpty();
        Files.writeString(file.path(), "x".repeat(10_000));
        assertThat(file.read()).isEmpty();
    }

    @Test
    void anApiOnAllAddressesIsAskedOnThisMachine() {
        assertThat(ListenAddress.toAsk("::", 1)).hasToString("http://[::1]:1");
        assertThat(ListenAddress.toAsk("2001:db8::7", 1)).hasToString("http://[2001:db8::7]:1");
        assertThat(ListenAddress.toAsk("node.example", 80)).hasToString("http://node.example:80");
    }
}
