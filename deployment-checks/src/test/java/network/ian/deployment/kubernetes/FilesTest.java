package network.ian.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;

/** The folder as a whole: nothing lies about unused, nothing secret is in it. */
class FilesTest {

    private static final Tree TREE = Tree.read();
    private static final Pattern CONTROLLED =
            Pattern.compile("(?m)^\\s*-?\\s*(password|token|secret|api-key|tls\\.key|.*\\.key):[ \\t]*\\S");

    @Test
    void everyFileIsNamedByAListAndEveryNamedFileIsThere() {
        Set<String> named = TREE.lists().entrySet().stream()
                .flatMap(list -> Tree.named(list.getKey(), list.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> lying = TREE.files().stream()
                .filter(file ->
                        !file.endsWith("/" + Tree.LIST) && !file.endsWith(".md") && !file.endsWith(Tree.EXAMPLE))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).allSatisfy(path -> assertThat(Repository.path(path)).exists());
        assertThat(lying).isSubsetOf(named);
        assertThat(TREE.lists())
                .containsKeys("kubernetes/base", "kubernetes/overlays/dev", "kubernetes/overlays/production");
    }

    @Test
    void aListHasOnlyFieldsThatKustomizeKnows() {
        Set<String> known = Set.of(
                "apiVersion",
                "kind",
                "namespace",
                "resources",
                "components",
                "configMapGenerator",
                "images",
                "patches");
        TREE.lists().forEach((folder, list) -> {
            assertThat(list.json().fieldNames()).toIterable().as(folder).isSubsetOf(known);
            boolean component = folder.contains("/components/");
            assertThat(list.kind()).as(folder).isEqualTo(component ? "Component" : "Kustomization");
            assertThat(list.json().path("apiVersion").asText())
                    .as(folder)
                    .isEqualTo(component ? "kustomize.config.k8s.io/v1alpha1" : "kustomize.config.k8s.io/v1beta1");
        });
    }

    @Test
    void noSecretIsInTheTree() {
        assertThat(TREE.allObjects()).extracting(Manifest::kind).doesNotContain("Secret");
        for (String file : TREE.files()) {
            assertThat(Repository.read(file))
                    .as(file)
                    .doesNotContain("PRIVATE KEY")
                    .doesNotContain("secretGenerator");
            if (file.endsWith(Tree.EXAMPLE)) {
                assertThat(Repository.read(file).lines()).as(file).allMatch(line -> line.startsWith("#"));
            } else {
                assertThat(CONTROLLED.matcher(Repository.read(file)).find())
                        .as(file)
                        .isFalse();
            }
        }
    }

    @Test
    void productionRunsAVersionAndNotWhateverIsLatest() {
        Manifest list = TREE.lists().get("kubernetes/overlays/production");
        String version = TREE.lists()
                .get("kubernetes/overlays/production")
                .at("/images/0/newTag")
                .asText();

        assertThat(list.at("/images/0/name").asText()).isEqualTo("ian-network/ian-node");
        assertThat(version).matches("\\d+\\.\\d+\\.\\d+").isEqualTo(projectVersion());
        List<String> images = TREE.allObjects().stream()
                .filter(object -> object.is("StatefulSet"))
                .map(set -> set.container().path("image").asText())
                .distinct()
                .toList();
        assertThat(images).containsExactly("ian-network/ian-node:" + version);
    }

    private static String projectVersion() {
        String pom = Repository.read("pom.xml");
        return pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
    }
}
