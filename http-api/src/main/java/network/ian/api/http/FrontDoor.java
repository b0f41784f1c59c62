package network.ian.api.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sees every request first. It gives the answer the headers that all have, and refuses requests of which a proxy in front of this
 * node could think that they end elsewhere (RFC 9112 section 11.2).
 */
final class FrontDoor extends Handler.Wrapper {

    private static final int BAD_REQUEST = 400;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int NOT_IMPLEMENTED = 501;
    private static final String CHUNKED = "chunked";

    private static final List<HttpField> FIELDS = AnswerWriter.HEADERS.entrySet().stream()
            .<HttpField>map(header -> new PreEncodedHttpField(header.getKey(), header.getValue()))
            .toList();

    /** Half a year; not for other hosts of the domain, of which this node knows nothing (RFC 6797). */
    private static final HttpField STRICT_TRANSPORT =
            new PreEncodedHttpField(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=15552000");

    FrontDoor(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int refused = refused(request);
        if (refused != 0) {
            // Where the request ends is in doubt, and so is what comes after it.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            Response.writeError(request, response, callback, refused);
            return true;
        }
        HttpFields.Mutable headers = response.getHeaders();
        for (HttpField field : FIELDS) {
            headers.add(field);
        }
        if (request.isSecure()) {
            headers.add(STRICT_TRANSPORT);
        }
        return super.handle(request, response, callback);
    }

    /** The status to refuse a request with; 0 for one that may pass. */
    private static int refused(Request request) {
        HttpFields headers = request.getHeaders();
        if (headers.contains(HttpHeader.TRANSFER_ENCODING)) {
            if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
                return BAD_REQUEST;
            }
            List<String> codings = headers.getValuesList(HttpHeader.TRANSFER_ENCODING);
            if (codings.size() != 1 || !codings.get(0).strip().equalsIgnoreCase(CHUNKED)) {
                return NOT_IMPLEMENTED;
            }
        }
        String coding = headers.get(HttpHeader.CONTENT_ENCODING);
        return coding == null || coding.isBlank() || coding.strip().equalsIgnoreCase("identity")
                ? 0
                : UNSUPPORTED_MEDIA_TYPE;
    }
}
