package network.ian.deployment.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.ian.deployment.Installed;
import network.ian.deployment.Output;
import network.ian.deployment.Repository;

/** {@code kubectl kustomize}, where there is a kubectl; it asks no server. */
final class Kustomize {

    private Kustomize() {}

    /** What an overlay with these components comes to; the test is skipped where there is no kubectl. */
    static Cluster render(Path below, String overlay, String... components) {
        String kubectl =
                Installed.require("kubectl", "overlays and components are checked file by file, not as they are sent");
        try {
            // It takes relative paths only.
            Path folder = Files.createTempDirectory(below, "kustomize-");
            Path tree =
                    folder.toRealPath().relativize(Repository.path("kubernetes").toRealPath());
            String list = "resources: [" + tree.resolve("overlays").resolve(overlay) + "]\ncomponents: ["
                    + Arrays.stream(components)
                            .map(name ->
                                    tree.resolve("components").resolve(name).toString())
                            .collect(Collectors.joining(", "))
                    + "]\n";
            Files.writeString(folder.resolve(Tree.LIST), list);
            String text = Output.of(new ProcessBuilder(kubectl, "kustomize", folder.toString()))
                    .requireSuccess()
                    .text();
            List<String> all =
                    Stream.concat(Stream.of(overlay), Arrays.stream(components)).toList();
            return new Cluster(Yaml.documents(String.join("+", all), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
