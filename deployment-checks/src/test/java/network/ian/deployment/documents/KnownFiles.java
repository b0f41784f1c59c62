package network.ian.deployment.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import network.ian.deployment.Repository;

/** The files of the repository, against which what documents say is checked. */
final class KnownFiles {

    /** Files that operators make in their copy of the repository. */
    private static final Set<String> THE_OPERATORS = Set.of("docker/.env");

    private final List<String> files = Repository.files();

    /** What is wrong with a path; empty if it is there, or some file is below it or matches it. */
    Optional<String> refuse(String path) {
        if (THE_OPERATORS.contains(path)) {
            return Optional.empty();
        }
        Pattern pattern = pattern(path);
        return files.stream().anyMatch(file -> pattern.matcher(file).matches())
                ? Optional.empty()
                : Optional.of("no such file in the repository");
    }

    /** What is wrong with the target of a link in a document. */
    Optional<String> refuseLink(String document, String target) {
        String[] parts = target.split("#", 2);
        Path from = Path.of(document);
        Path file = parts[0].isEmpty()
                ? from
                : Optional.ofNullable(from.getParent())
                        .orElse(Path.of(""))
                        .resolve(parts[0])
                        .normalize();
        if (!Files.exists(Repository.path(file.toString()))) {
            return Optional.of("the link leads to nothing");
        }
        if (parts.length < 2 || !file.toString().endsWith(".md")) {
            return Optional.empty();
        }
        boolean there = Repository.read(file.toString())
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(KnownFiles::anchor)
                .anyMatch(parts[1]::equals);
        return there ? Optional.empty() : Optional.of(file + " has no heading for #" + parts[1]);
    }

    /** A path in which stars and names in angle brackets stand for anything. */
    static Pattern pattern(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        StringBuilder pattern = new StringBuilder();
        for (String part : trimmed.split("(?=[*<])|(?<=[*>])")) {
            pattern.append(part.equals("*") || part.startsWith("<") ? "[^/]*" : Pattern.quote(part));
        }
        return Pattern.compile(pattern + "(/.*)?");
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+\\s*", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{Alnum} _-]", "")
                .replace(' ', '-');
    }
}
