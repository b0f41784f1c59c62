package network.ian.deployment.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The paths of a node's own description of its API, against which what documents say is checked. */
final class KnownEndpoints {

    private static final String DESCRIPTION = "/api/v1/openapi.json";

    private final List<List<String>> paths;

    KnownEndpoints(JsonNode openApi) {
        Iterable<String> names = () -> openApi.path("paths").fieldNames();
        this.paths = StreamSupport.stream(names.spliterator(), false)
                .map(KnownEndpoints::segments)
                .toList();
    }

    int count() {
        return paths.size();
    }

    /** What is wrong with a path; one that ends with {@code /} or {@code ...} stands for all below it. */
    Optional<String> refuse(String path) {
        if (path.equals(DESCRIPTION)) {
            return Optional.empty();
        }
        boolean part = path.endsWith("/") || path.endsWith("...") || path.equals("/api/v1");
        List<String> asked = segments(path.replaceAll("/?\\.*$", ""));
        return paths.stream().anyMatch(known -> matches(known, asked, part))
                ? Optional.empty()
                : Optional.of("the API has no such path");
    }

    private static boolean matches(List<String> known, List<String> asked, boolean part) {
        if (asked.size() > known.size() || (!part && asked.size() < known.size())) {
            return false;
        }
        for (int index = 0; index < asked.size(); index++) {
            boolean any = known.get(index).startsWith("{");
            if (!any && !known.get(index).equals(asked.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
