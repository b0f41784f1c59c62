package network.ian.app.goal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;

/** A goal's specification as an operator writes it: JSON with comments. */
public final class GoalDocument {

    private static final int LONGEST_NAME = 200;

    /** What a node calls the document that it was sent. */
    private static final String REQUEST = "request.";

    private final String name;
    private final byte[] octets;

    private GoalDocument(String name, byte[] octets) {
        this.name = name;
        this.octets = octets;
    }

    /**
     * What is wrong with a document.
     *
     * @param sentence with file and place
     * @param field as the node names it
     */
    public record Problem(String sentence, String field, Optional<Integer> line, Optional<Integer> column) {}

    /**
     * Reads a file; nothing is decoded yet.
     *
     * @param input what {@code -} stands for
     * @throws CommandFailure if there is no such file, or it is longer than a specification may be
     */
    public static GoalDocument read(Path file, InputStream input) throws IOException {
        boolean isInput = file.toString().equals("-");
        String name = isInput ? "standard input" : TerminalText.escape(file.toString(), LONGEST_NAME);
        int most = JsonLimits.GOAL_SPEC.maxBytes();
        try (InputStream in = isInput ? input : Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(most + 1);
            if (octets.length > most) {
                throw new CommandFailure(ExitCode.USAGE, name + ": longer than " + most + " bytes");
            }
            return new GoalDocument(name, octets);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(name + ": no such file"), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(name + ": cannot be read: " + e.getMessage()), e);
        }
    }

    /**
     * The goal.
     *
     * @throws MalformedException that {@link #problem} puts into words
     */
    public GoalSpec decode() {
        return GoalSpecCodec.decodeFields(name, Comments.blank(name, octets));
    }

    /**
     * As {@link #decode}, for a command that needs the goal.
     *
     * @throws CommandFailure naming file, line, column and field
     */
    public GoalSpec require() {
        try {
            return decode();
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(problem(e).sentence()), e);
        }
    }

    /** What this program or a node found, with its place in this document where it has one. */
    public Problem problem(MalformedException found) {
        String field = within(found.field());
        Optional<Places.Place> place = field.equals(name) ? Optional.empty() : places().of(field);
        String sentence = place.map(at -> name + ", line " + at.line() + ", column " + at.column() + ": ")
                        .orElse(field.equals(name) ? "" : name + ": ")
                + within(found.getMessage());
        return new Problem(sentence, field, place.map(Places.Place::line), place.map(Places.Place::column));
    }

    /**
     * What a node refused, with its place.
     *
     * @param refusal the node's sentence, which begins with the field that it is about, or with {@code request}
     */
    public Problem problem(String refusal) {
        int end = refusal.indexOf(": ");
        if (end < 0) {
            return problem(new MalformedException(name, refusal));
        }
        String field = refusal.substring(0, end);
        return problem(new MalformedException(
                field.startsWith(REQUEST) ? field.substring(REQUEST.length()) : field, refusal.substring(end + 2)));
    }

    /** Some errors call the document by its name and go on with the field. */
    private String within(String path) {
        return path.startsWith(name + ".") ? path.substring(name.length() + 1) : path;
    }

    private Places places() {
        return Places.of(Comments.blank(name, octets));
    }
}
