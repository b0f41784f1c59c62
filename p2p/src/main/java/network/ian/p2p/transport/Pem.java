package network.ian.p2p.transport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Textual encoding of certificates and keys (RFC 7468). */
final class Pem {

    static final String CERTIFICATE = "CERTIFICATE";
    static final String PRIVATE_KEY = "PRIVATE KEY";

    private static final int LINE = 64;

    private Pem() {}

    static byte[] encode(String label, byte[] der) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return (begin(label) + "\n" + body + "\n" + end(label) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** What stands between the first pair of lines with this label, decoded; nothing if there is no such pair. */
    static byte[] decode(String label, byte[] pem) {
        String text = new String(pem, StandardCharsets.US_ASCII);
        int from = text.indexOf(begin(label));
        int body = from + begin(label).length();
        // The two lines may share their dashes where the line end between them is gone.
        int to = from < 0 ? -1 : text.indexOf(end(label), body);
        if (to < 0) {
            return new byte[0];
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(body, to));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }
}
