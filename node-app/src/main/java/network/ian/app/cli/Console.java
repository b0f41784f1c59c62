package network.ian.app.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command prints.
 *
 * @param out answers, and nothing else
 * @param err everything else
 * @param outIsTerminal whether a person watches {@code out}
 * @param errIsTerminal whether a person watches {@code err}
 */
public record Console(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            // The same digits on every Java; the platform's own changed in 19.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    /**
     * The process's own streams, in UTF-8. Java cannot tell whether stderr is a terminal, so the launcher says it in
     * the system properties {@code ian.stdout.terminal} and {@code ian.stderr.terminal}.
     */
    public static Console system() {
        return new Console(
                new ConsoleStream(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                Boolean.getBoolean("ian.stdout.terminal"),
                Boolean.getBoolean("ian.stderr.terminal"));
    }

    /** Prints a line of an answer. */
    public void line(String text) {
        out.println(text);
    }

    /** Prints {@code value}, a JSON tree or a record, as JSON on one line. */
    public void json(Object value) {
        try {
            out.println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON value: " + value.getClass(), e);
        }
    }

    /** Why not all of the answer could be written; empty if it could, or if whoever read it has left, as {@code head} does. */
    public Optional<IOException> lost() {
        return out instanceof ConsoleStream stream && !stream.readerLeft() ? stream.failure() : Optional.empty();
    }

    /** Says something that is not the answer. */
    public void note(String text) {
        err.println("ian: " + text);
    }
}
