package network.ian.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object a line: {@code timestamp, level, logger, message}, then the event's key-value pairs and its MDC as
 * fields, then {@code exception}. Logback's own encoder writes the time as a number and nests the fields.
 */
final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {

    /** Longest text of one field, in characters; the rest is cut, and said. */
    static final int LONGEST_TEXT = 16 * 1024;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> OWN_FIELDS = List.of("timestamp", "level", "logger", "message", "exception");
    private static final byte[] NOTHING = {};

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator to = json.createGenerator(line)) {
            to.writeStartObject();
            to.writeStringField("timestamp", TIMESTAMP.format(Instant.ofEpochMilli(event.getTimeStamp())));
            to.writeStringField("level", event.getLevel().toString());
            to.writeStringField("logger", event.getLoggerName());
            to.writeStringField("message", cut(String.valueOf(event.getFormattedMessage())));
            for (Map.Entry<String, Object> field : fields(event).entrySet()) {
                to.writeFieldName(field.getKey());
                value(field.getValue(), to);
            }
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                to.writeStringField("exception", cut(ThrowableProxyUtil.asString(thrown)));
            }
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    /** By name, so that no name comes twice; one that is ours already gets an underscore. */
    private static Map<String, Object> fields(ILoggingEvent event) {
        Map<String, Object> fields = new TreeMap<>(event.getMDCPropertyMap());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> fields.put(pair.key, pair.value));
        }
        for (String own : OWN_FIELDS) {
            if (fields.containsKey(own)) {
                fields.put(own + "_", fields.remove(own));
            }
        }
        return fields;
    }

    private static void value(Object value, JsonGenerator to) throws IOException {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            to.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number && Double.isFinite(number)) {
            to.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            to.writeBoolean(flag);
        } else if (value == null) {
            to.writeNull();
        } else {
            to.writeString(cut(value.toString()));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "... (cut)";
    }
}
