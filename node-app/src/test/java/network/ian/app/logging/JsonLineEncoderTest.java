package network.ian.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import network.ian.core.config.Secret;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class JsonLineEncoderTest {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final JsonLineEncoder encoder = new JsonLineEncoder();

    @Test
    void aLineHasTheFourFieldsInOrderAndTheTimeToTheMillisecond() {
        assertThat(line(event("up")))
                .isEqualTo(
                        "{\"timestamp\":\"2026-02-03T04:05:06.070Z\",\"level\":\"INFO\",\"logger\":\"network.ian.x\","
                                + "\"message\":\"up\"}\n");
    }

    @Test
    void pairsAndContextBecomeFieldsWithTheirTypes() throws IOException {
        LoggingEvent event = event("up");
        event.setMDCPropertyMap(Map.of("goal", "G", "port", "overridden"));
        event.setKeyValuePairs(List.of(
                new KeyValuePair("port", 8000),
                new KeyValuePair("rate", 0.1),
                new KeyValuePair("nan", Double.NaN),
                new KeyValuePair("ready", true),
                new KeyValuePair("none", null),
                new KeyValuePair("key", new Secret("do-not-show-this"))));
        String line = line(event);
        assertThat(line)
                .contains("\"goal\":\"G\"", "\"port\":8000", "\"rate\":0.1", "\"nan\":\"NaN\"", "\"ready\":true")
                .contains("\"none\":null", "\"key\":\"<redacted>\"")
                .doesNotContain("overridden");
    }

    @Test
    void aFieldCannotTakeTheNameOfOneOfOurs() throws IOException {
        LoggingEvent event = event("up");
        event.setKeyValuePairs(List.of(new KeyValuePair("level", "FATAL")));
        JsonNode json = new ObjectMapper().readTree(line(event));
        assertThat(json.get("level").textValue()).isEqualTo("INFO");
        assertThat(json.get("level_").textValue()).isEqualTo("FATAL");
    }

    @Test
    void whateverTheTextItStaysOneValidLine() throws IOException {
        String hostile = "a\nb\r\"}\u0000\u2028 \ud83d\ude00 \ud800";
        LoggingEvent event = event(hostile);
        String line = line(event);
        assertThat(line.chars().filter(c -> c == '\n').count()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(line).get("message").textValue()).startsWith("a\nb\r\"}\u0000");
    }

    @Test
    void anExceptionKeepsItsTraceAndALongTextIsCut() throws IOException {
        LoggingEvent event = new LoggingEvent(
                "x",
                context.getLogger("network.ian.x"),
                Level.ERROR,
                "m".repeat(100_000),
                new IOException("disk"),
                null);
        JsonNode json = new ObjectMapper().readTree(line(event));
        assertThat(json.get("exception").textValue()).contains("java.io.IOException: disk", "JsonLineEncoderTest");
        assertThat(json.get("message").textValue())
                .hasSize(JsonLineEncoder.LONGEST_TEXT + "... (cut)".length())
                .endsWith("... (cut)");
    }

    private LoggingEvent event(String message) {
        LoggingEvent event = new LoggingEvent("x", context.getLogger("network.ian.x"), Level.INFO, message, null, null);
        event.setInstant(Instant.parse("2026-02-03T04:05:06.070Z"));
        return event;
    }

    private String line(LoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
