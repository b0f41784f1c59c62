package network.ian.deployment.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.ian.deployment.Repository;
import network.ian.deployment.documents.Mention.Kind;
import org.junit.jupiter.api.Test;

/** Every command, flag, variable and file that a document names is there. */
class DocumentsTest {

    /** Flags of other programs that documents speak of, and of which. */
    private static final Map<String, String> FLAGS_OF_OTHERS = Map.ofEntries(
            Map.entry("--format", "buildah: an image with a health check"),
            Map.entry("--network", "docker"),
            Map.entry("--read-only", "docker"),
            Map.entry("--cap-drop", "docker"),
            Map.entry("--ulimit", "docker"),
            Map.entry("--env-file", "docker compose"),
            Map.entry("--profile", "docker compose"),
            Map.entry("--since", "docker logs"),
            Map.entry("--tail", "docker logs"),
            Map.entry("--stop-timeout", "docker"),
            Map.entry("--sysctl", "podman"),
            Map.entry("--isolation", "buildah"),
            Map.entry("--target", "clang"),
            Map.entry("--runtime", "asc"),
            Map.entry("--use", "asc"),
            Map.entry("--ignore-modified-runtime", "jlink"));

    @Test
    void thereAreDocuments() {
        assertThat(Documents.all()).contains("README.md", "docs/PEERS.md", "docs/DOCTOR.md");
        assertThat(Documents.mentions(Kind.COMMAND_LINE)).hasSizeGreaterThan(5);
        assertThat(Documents.mentions(Kind.COMMAND)).hasSizeGreaterThan(30);
    }

    @Test
    void commandsParse() {
        KnownCommands commands = new KnownCommands();
        List<String> problems = new ArrayList<>();
        for (Mention mention : Documents.mentions(Kind.COMMAND_LINE, Kind.COMMAND)) {
            refuse(commands, mention).map(mention::problem).ifPresent(problems::add);
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void flagsExist() {
        Set<String> known = new KnownCommands().flags();
        assertThat(Documents.mentions(Kind.FLAG).stream()
                        .filter(mention -> !known.contains(mention.text())
                                && !FLAGS_OF_OTHERS.containsKey(mention.text())
                                // The benchmarks are programs of their own.
                                && !mention.document().equals("docs/BENCHMARKS.md"))
                        .map(mention -> mention.problem("no command has this flag")))
                .isEmpty();
    }

    @Test
    void variablesAreRead() {
        Set<String> known = KnownVariables.all();
        assertThat(Documents.mentions(Kind.VARIABLE).stream()
                        .filter(mention -> !known.contains(mention.text()))
                        .map(mention -> mention.problem("nothing reads this variable")))
                .isEmpty();
    }

    @Test
    void filesAndLinksAreThere() {
        KnownFiles files = new KnownFiles();
        List<String> problems = new ArrayList<>();
        for (Mention mention : Documents.mentions(Kind.LINK, Kind.FILE)) {
            Optional<String> wrong = mention.kind() == Kind.LINK
                    ? files.refuseLink(mention.document(), mention.text())
                    : files.refuse(mention.text());
            wrong.map(mention::problem).ifPresent(problems::add);
        }
        assertThat(problems).isEmpty();
    }

    /** Also in documents whose commands are not looked at, such as the changelog. */
    @Test
    void linksOfEveryDocumentLeadSomewhere() {
        KnownFiles files = new KnownFiles();
        List<String> documents =
                Repository.files().stream().filter(file -> file.endsWith(".md")).toList();
        assertThat(documents).contains("docs/RUNBOOK-CHANGES.md", "kubernetes/README.md");
        assertThat(documents.stream()
                        .flatMap(file -> Mentions.of(file, Repository.read(file)).stream())
                        .filter(mention -> mention.kind() == Kind.LINK)
                        .flatMap(mention ->
                                files.refuseLink(mention.document(), mention.text()).map(mention::problem).stream()))
                .isEmpty();
    }

    private static Optional<String> refuse(KnownCommands commands, Mention mention) {
        return mention.kind() == Kind.COMMAND
                ? commands.refuse(mention.text())
                : commands.refuse(List.of(mention.text().split("\t")));
    }
}
