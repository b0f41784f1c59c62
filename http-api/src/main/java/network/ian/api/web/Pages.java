package network.ian.api.web;

import java.util.List;
import java.util.stream.Stream;

/** All files of all pages. */
public final class Pages {

    private Pages() {}

    public static List<WebFile> files() {
        return Stream.of(DashboardPage.files(), SwaggerPage.files())
                .flatMap(List::stream)
                .toList();
    }
}
