package network.ian.app.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopSignalTest {

    @Test
    void whatDoesNotFinishInTimeIsEndedAndSaysSo() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        NeverFinishes.class.getName())
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(9);
        assertThat(err).isEqualTo("ian: not finished 20 ms after the signal, ended by force\n");
    }

    static final class NeverFinishes {

        private NeverFinishes() {}

        public static void main(String[] arguments) {
            StopSignal.listen(Duration.ofMillis(20), 9);
            System.exit(0);
        }
    }
}
