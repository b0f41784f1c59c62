package network.ian.api.web;

import java.util.List;
import java.util.stream.Stream;

/**
 * Swagger UI (Apache License 2.0, from {@code org.webjars:swagger-ui}) at {@code /docs}, over this node's own
 * description of its API. Its links are relative, so that it works behind a proxy that serves the node below a path.
 */
final class SwaggerPage {

    private static final String OWN = "network/ian/api/web/docs/";
    private static final String VENDORED = "META-INF/resources/webjars/swagger-ui/5.34.1/";

    /** Everything from this node; and images that stand in its style sheet as text. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private SwaggerPage() {}

    static List<WebFile> files() {
        return Stream.concat(
                        Stream.of(
                                own("/docs", "index.html"),
                                own("/docs/start.js", "start.js"),
                                own("/docs/page.css", "page.css")),
                        Stream.of(
                                        "swagger-ui.css",
                                        "swagger-ui-bundle.js",
                                        "swagger-ui-bundle.js.LICENSE.txt",
                                        "favicon-32x32.png")
                                .map(SwaggerPage::vendored))
                .toList();
    }

    private static WebFile own(String path, String name) {
        return new WebFile(path, OWN + name, POLICY);
    }

    private static WebFile vendored(String name) {
        return new WebFile("/docs/" + name, VENDORED + name, POLICY);
    }
}
