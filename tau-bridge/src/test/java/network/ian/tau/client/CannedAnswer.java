package network.ian.tau.client;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Connections that give the same bytes whatever they are asked, and then end. */
final class CannedAnswer implements TauConnector {

    private final byte[] octets;

    CannedAnswer(byte[] octets) {
        this.octets = octets;
    }

    CannedAnswer(String text) {
        this(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Socket connect() {
        InputStream in = new ByteArrayInputStream(octets);
        return new Socket() {
            @Override
            public InputStream getInputStream() {
                return in;
            }

            @Override
            public OutputStream getOutputStream() {
                return OutputStream.nullOutputStream();
            }

            @Override
            public void setSoTimeout(int millis) {
                // Bytes that are there come at once.
            }
        };
    }
}
