package network.ian.core.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel says is mounted where (proc(5), {@code /proc/pid/mountinfo}, field 5). */
final class MountPoints {

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int FIELD = 4;
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    private MountPoints() {}

    /** Whether an existing directory is one, which nothing can be renamed to or from. */
    static boolean contain(Path directory) throws IOException {
        return Files.isReadable(MOUNTS) && contain(Files.readAllLines(MOUNTS, StandardCharsets.UTF_8), directory);
    }

    static boolean contain(List<String> mounts, Path directory) throws IOException {
        String real = directory.toRealPath().toString();
        return mounts.stream()
                .map(line -> line.split(" ", FIELD + 2))
                .anyMatch(fields ->
                        fields.length > FIELD && unescaped(fields[FIELD]).equals(real));
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 8))));
    }
}
