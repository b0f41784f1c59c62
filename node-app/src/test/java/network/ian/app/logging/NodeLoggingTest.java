package network.ian.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.ian.core.config.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class NodeLoggingTest {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLoggingTest.class);

    @TempDir
    Path directory;

    @Test
    void aNodeLogsToItsFileFromItsLevelUntilItStops() throws IOException {
        Path logs = directory.resolve("a/logs");
        try (NodeLogging logging = NodeLogging.start(LogLevel.INFO, logs)) {
            assertThat(logging).isNotNull();
            LOG.debug("too fine");
            LOG.atInfo().addKeyValue("port", 8000).log("node is up");
            LoggerFactory.getLogger("org.eclipse.jetty.server").info("chatter");
        }
        LOG.info("after the end");
        List<String> lines = Files.readAllLines(logs.resolve(NodeLogging.FILE_NAME));
        assertThat(lines).singleElement().asString().contains("\"message\":\"node is up\",\"port\":8000");
    }

    @Test
    void withDebugTheLibrariesSpeakToo() throws IOException {
        try (NodeLogging logging = NodeLogging.start(LogLevel.DEBUG, directory)) {
            assertThat(logging).isNotNull();
            LoggerFactory.getLogger("org.eclipse.jetty.server").info("chatter");
        }
        assertThat(directory.resolve(NodeLogging.FILE_NAME)).content().contains("chatter");
    }

    @Test
    void otherCommandsLogWarningsOnly() {
        assertThat(LOG.isInfoEnabled()).isFalse();
        assertThat(LOG.isWarnEnabled()).isTrue();
    }
}
