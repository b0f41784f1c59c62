package network.ian.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;

/** The pages about Kubernetes and Linux hosts name what is there. */
class OperatorPagesTest {

    private static final String KUBERNETES = "docs/KUBERNETES.md";
    private static final String HOST = "docs/LINUX-HOST.md";
    private static final List<String> PAGES = List.of(KUBERNETES, HOST, "kubernetes/README.md");

    private static final Tree TREE = Tree.read();
    private static final Cluster BASE = new Cluster(TREE.objects("kubernetes/base"));

    @Test
    void everyFileThatIsNamedIsThere() {
        for (String page : PAGES) {
            Set<String> files = found(page, "(?<![\\w/.-])((?:kubernetes|deploy|scripts)/[\\w./-]*[\\w/])");
            assertThat(files).as(page).isNotEmpty();
            assertThat(files)
                    .as(page)
                    .allSatisfy(file -> assertThat(Repository.path(file)).exists());
        }
    }

    @Test
    void everyObjectThatACommandNamesIsThere() {
        Set<String> sets = found(KUBERNETES, "statefulset/([\\w-]+)");
        assertThat(sets)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(BASE.find("StatefulSet", name)).isPresent());
        assertThat(found(KUBERNETES, "service/([\\w-]+)"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(BASE.find("Service", name)).isPresent());
        assertThat(found(KUBERNETES, "(ian-\\w+)-\\d\\b"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(BASE.find("StatefulSet", name)).isPresent());
        assertThat(Repository.read(KUBERNETES).lines())
                .filteredOn(line -> line.matches("kubectl (get|logs|exec|rollout|port-forward).*"))
                .isNotEmpty()
                .allMatch(line -> line.contains("-n ian"));
    }

    @Test
    void everyComponentIsDescribed() {
        Set<String> described = found(KUBERNETES, "(?m)^\\| `([a-z-]+)` \\|");
        Set<String> there = TREE.lists().keySet().stream()
                .filter(folder -> folder.startsWith("kubernetes/components/"))
                .map(folder -> folder.substring("kubernetes/components/".length()))
                .collect(Collectors.toSet());
        assertThat(described).isEqualTo(there);
        String production = Repository.read("kubernetes/overlays/production/kustomization.yaml");
        assertThat(there).allSatisfy(name -> assertThat(production).contains("- ../../components/" + name));
    }

    @Test
    void theFirstCommandsAreTheRunbooks() {
        for (String page : List.of(KUBERNETES, "kubernetes/README.md")) {
            assertThat(Repository.read(page))
                    .contains("kubectl apply -k kubernetes/overlays/dev")
                    .contains("kubectl get pods -n ian")
                    .contains("kubectl logs -f statefulset/ian-node -n ian");
        }
    }

    @Test
    void everyUnitAndPathOfTheHostIsOneOfTheUnits() {
        Stream<String> units = found(HOST, "(ian-(?:node|backup)\\.(?:service|timer))").stream();
        assertThat(units)
                .isNotEmpty()
                .allSatisfy(unit ->
                        assertThat(Repository.path("deploy/systemd/" + unit)).exists());
        String all = Repository.read("deploy/systemd/ian-node.service")
                + Repository.read("deploy/systemd/ian-backup.service")
                + Repository.read("deploy/systemd/install.sh");
        assertThat(found(HOST, "(/(?:opt|etc|var/lib)/ian(?:[\\w./-]*\\w)?)"))
                .hasSizeGreaterThan(4)
                .filteredOn(path -> !path.equals("/etc/ian/api-key"))
                // What the operator names, and what a restore leaves.
                .extracting(path -> path.replaceAll("/(FILE|before-restore)$", ""))
                .allSatisfy(path -> assertThat(all).contains(path));
    }

    private static Set<String> found(String page, String expression) {
        return Pattern.compile(expression)
                .matcher(Repository.read(page))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
