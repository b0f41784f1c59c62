package network.ian.deployment.documents;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.Settings;
import network.ian.deployment.Repository;

/** The environment variables that something reads. */
final class KnownVariables {

    /** Where a shell, a compose file or a Dockerfile takes a value from its environment, or sets one for its own use. */
    private static final Pattern READ = Pattern.compile("\\$\\{?(IAN_[A-Z0-9_]+)|(?m)^#? ?(IAN_[A-Z0-9_]+)=");

    private KnownVariables() {}

    /** Those of the node's settings, of the launcher, and of scripts and compose files. */
    static Set<String> all() {
        Set<String> known = new TreeSet<>();
        known.add(ConfigSources.FILE_VARIABLE);
        Settings.ALL.forEach(setting -> {
            known.add(setting.environment());
            if (setting.secret()) {
                known.add(setting.fileEnvironment());
            }
        });
        Repository.files().stream()
                .filter(file -> file.matches("ian|(docker|scripts|deploy|\\.ci)/.*"))
                .filter(file -> !file.matches(".*\\.(json|png|md)"))
                .forEach(file -> READ.matcher(Repository.read(file))
                        .results()
                        .forEach(match -> known.add(match.group(1) == null ? match.group(2) : match.group(1))));
        return known;
    }
}
