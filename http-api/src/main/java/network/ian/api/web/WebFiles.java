package network.ian.api.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import network.ian.api.http.Answer;
import network.ian.api.http.EntityTag;
import network.ian.api.http.Route;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Sha256;

/**
 * Makes routes of the files in a table. They are read once, so that a request's path never names a file, and so that a
 * program file which is replaced under a running node does not matter.
 */
public final class WebFiles {

    private WebFiles() {}

    /**
     * A route for each file: {@code ETag} with {@code Cache-Control: no-cache}, so that a browser asks each time and loads
     * again only what changed.
     *
     * @throws IllegalStateException naming the file that is not on the class path, or is of no known type
     */
    public static List<Route> routes(Collection<WebFile> files) {
        return files.stream().map(WebFiles::route).toList();
    }

    private static Route route(WebFile file) {
        Bytes octets = read(file.resource());
        EntityTag tag = EntityTag.of(Sha256.of(octets.view()));
        Answer whole = Answer.asset(octets, MediaTypes.of(file.resource()), file.policy())
                .tagged(tag);
        Answer unchanged = whole.notModified();
        Answer oneUp = Answer.redirect("../" + file.path().substring(file.path().lastIndexOf('/') + 1));
        return Route.file(file.path(), request -> {
            if (!request.requested().equals(file.path())) {
                // With a slash at its end, from where the page's relative links would lead astray.
                return oneUp;
            }
            return request.header("If-None-Match").filter(tag::isIn).isPresent() ? unchanged : whole;
        });
    }

    private static Bytes read(String resource) {
        try (InputStream in = WebFiles.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return Bytes.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from the class path: " + resource, e);
        }
    }
}
