package network.ian.api.web;

import java.util.Map;

/** The content types of files by their names' ends. Text says its character set, lest a browser guess. */
final class MediaTypes {

    private static final Map<String, String> BY_END = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            // RFC 9239
            "js", "text/javascript; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml; charset=utf-8",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "webmanifest", "application/manifest+json");

    private MediaTypes() {}

    /** @throws IllegalStateException if the end is not known */
    static String of(String name) {
        String type = BY_END.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("no content type is known for the file " + name);
        }
        return type;
    }
}
