package network.ian.tau.devnode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import network.ian.tau.transaction.TauTransaction;

/** A client that knows nothing but bytes. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(DevNode node) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
    }

    void finishWriting() throws IOException {
        socket.shutdownOutput();
    }

    /** One line with its end; what there was, if the node closed before. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            if (octet == '\n') {
                break;
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    JsonNode reply() throws IOException {
        return new ObjectMapper().readTree(line());
    }

    JsonNode ask(String command) throws IOException {
        write(command + "\n");
        return reply();
    }

    JsonNode data(String command) throws IOException {
        JsonNode reply = ask(command);
        if (!reply.path("status").asText().equals("ok")) {
            throw new AssertionError("expected data, got " + reply);
        }
        return reply.path("data");
    }

    /** The error code of an answer; {@code ok} if there is none. */
    String code(String command) throws IOException {
        JsonNode reply = ask(command);
        return reply.path("status").asText().equals("ok")
                ? "ok"
                : reply.path("error").path("code").asText();
    }

    String send(TauTransaction transaction) throws IOException {
        return code("sendtx " + transaction.json());
    }

    String status(TauTransaction transaction) throws IOException {
        return data("gettxstatus " + transaction.hash().hex()).path("status").asText();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
