package network.ian.tau.chain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The format of a goal's chain files, which the first record of each names. */
public final class ChainFormat {

    /** The format that is written, and the newest that is read. */
    public static final int VERSION = 1;

    static final String TITLE = "IAN chain ";

    private static final Pattern TITLED = Pattern.compile(TITLE + "([1-9][0-9]{0,8}) .*", Pattern.DOTALL);
    /** Enough for any title. */
    private static final int LONGEST = 512;

    private ChainFormat() {}

    /** Where a goal keeps its chain. */
    public static List<Path> files(Path goalDirectory) {
        Path directory = goalDirectory.resolve("chain");
        return List.of(directory.resolve("blocks"), directory.resolve("anchors"));
    }

    /** The version in a file; empty if there is none, or its first record is damaged. Writes nothing. */
    public static OptionalLong found(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return OptionalLong.empty();
        }
        ByteBuffer start;
        try (InputStream in = Files.newInputStream(file)) {
            start = ByteBuffer.wrap(in.readNBytes(LONGEST));
        }
        if (start.remaining() < RecordFile.FRAME) {
            return OptionalLong.empty();
        }
        int length = start.getInt();
        int checksum = start.getInt();
        if (length < 0 || length > start.remaining()) {
            return OptionalLong.empty();
        }
        byte[] title = new byte[length];
        start.get(title);
        Matcher titled = TITLED.matcher(new String(title, StandardCharsets.US_ASCII));
        return RecordFile.checksum(title) == checksum && titled.matches()
                ? OptionalLong.of(Long.parseLong(titled.group(1)))
                : OptionalLong.empty();
    }
}
