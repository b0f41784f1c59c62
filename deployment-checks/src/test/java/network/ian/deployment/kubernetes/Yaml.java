package network.ian.deployment.kubernetes;

import java.util.List;
import network.ian.deployment.Repository;
import network.ian.deployment.YamlText;

/** Reads manifests. */
final class Yaml {

    private Yaml() {}

    /** All of a text. */
    static List<Manifest> documents(String source, String text) {
        return YamlText.documents(source, text).stream()
                .map(document -> new Manifest(source, document))
                .toList();
    }

    /** All of a file of the repository. */
    static List<Manifest> file(String path) {
        return documents(path, Repository.read(path));
    }
}
