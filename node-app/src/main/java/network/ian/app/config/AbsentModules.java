package network.ian.app.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.Origin;
import network.ian.core.config.Resolved;

/** Says which settings somebody made that this build cannot follow, instead of leaving them silently without effect. */
public final class AbsentModules {

    private static final Map<String, String> MISSING =
            Map.of("tau.", "this build has no Tau Net module: nothing is anchored");

    private AbsentModules() {}

    /** One line for each module that is missing and configured. */
    public static List<String> warnings(LoadedConfig loaded) {
        return MISSING.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(missing -> warning(loaded, missing.getKey(), missing.getValue()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> warning(LoadedConfig loaded, String section, String consequence) {
        String set = loaded.values().stream()
                .filter(value -> value.setting().key().startsWith(section))
                .filter(value -> value.origin().kind() != Origin.Kind.DEFAULT)
                .map(Resolved::toString)
                .collect(Collectors.joining(", "));
        return set.isEmpty() ? Optional.empty() : Optional.of("without effect: " + set + "; " + consequence);
    }
}
