package network.ian.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of the stream on a plain socket, frame by frame and line by line, so that it can be cut off anywhere. */
final class StreamSocket implements Closeable {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 20_000;

    final String head;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final boolean chunked;
    private InputStream body;

    /** A frame as it came. */
    static final class Frame {
        final int opcode;
        final byte[] payload;

        private Frame(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        int closeCode() {
            return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
        }
    }

    private StreamSocket(Socket socket, String request) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new java.io.BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        this.head = readHead();
        this.chunked = head.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked");
        this.body = chunked ? new Dechunked(in) : in;
    }

    static StreamSocket webSocket(int port, String path, String... headers) throws IOException {
        return webSocket(new Socket(InetAddress.getLoopbackAddress(), port), path, headers);
    }

    static StreamSocket webSocket(Socket socket, String path, String... headers) throws IOException {
        return new StreamSocket(
                socket,
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + lines(headers)
                        + "\r\n");
    }

    static StreamSocket events(int port, String query, String... headers) throws IOException {
        return new StreamSocket(
                new Socket(InetAddress.getLoopbackAddress(), port),
                "GET /api/v1/stream" + query + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n");
    }

    int status() {
        return Integer.parseInt(head.split(" ", 3)[1]);
    }

    /** The rest of an answer that is no stream. */
    String rest() throws IOException {
        socket.shutdownOutput();
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    StreamSocket subscribe(String channels, String since) throws IOException {
        return send("{\"type\":\"subscribe\",\"channels\":[" + channels + "]"
                + (since == null ? "" : ",\"since\":\"" + since + "\"") + "}");
    }

    StreamSocket send(String text) throws IOException {
        return frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A masked frame, as a client must send it. */
    StreamSocket frame(int opcode, boolean fin, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((fin ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i % 4]);
        }
        return raw(frame.toByteArray());
    }

    StreamSocket raw(byte[] octets) throws IOException {
        out.write(octets);
        return this;
    }

    Frame frame() throws IOException {
        int first = need(in.read());
        int length = need(in.read());
        if (length == 126) {
            length = need(in.read()) << 8 | need(in.read());
        } else if (length == 127) {
            throw new IOException("a frame longer than any event");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("cut off in a frame");
        }
        return new Frame(first & 0xf, payload);
    }

    /** The next WebSocket message; pings are answered. */
    JsonNode message() throws IOException {
        for (Frame next = frame(); ; next = frame()) {
            if (next.opcode == TEXT) {
                return MAPPER.readTree(next.payload);
            }
            if (next.opcode == CLOSE) {
                throw new EOFException("closed: " + next.closeCode());
            }
            if (next.opcode == PING) {
                frame(PONG, true, next.payload);
            }
        }
    }

    /** The code of the close frame that comes after whatever else. */
    int closeCode() throws IOException {
        Frame next = frame();
        while (next.opcode != CLOSE) {
            next = frame();
        }
        return next.closeCode();
    }

    /** The next Server-Sent Event's data. */
    JsonNode event() throws IOException {
        String data = null;
        String id = null;
        String type = null;
        while (true) {
            String line = line(body);
            if (line.isEmpty() && data != null) {
                JsonNode json = MAPPER.readTree(data);
                boolean agree = json.path("type").asText().equals(type)
                        && (id == null || json.path("cursor").asText().equals(id));
                if (!agree) {
                    throw new IOException("event " + type + ", id " + id + ", but data " + data);
                }
                return json;
            }
            data = line.startsWith("data: ") ? line.substring(6) : data;
            id = line.startsWith("id: ") ? line.substring(4) : id;
            type = line.startsWith("event: ") ? line.substring(7) : type;
        }
    }

    /** Reads octets and throws them away. */
    int skip(int octets) throws IOException {
        return in.readNBytes(octets).length;
    }

    /** Ends it without a word, so that what was on its way is lost. */
    void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String readHead() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    private static String lines(String... headers) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            all.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return all.toString();
    }

    private static String line(InputStream from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = need(from.read()); octet != '\n'; octet = need(from.read())) {
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static int need(int octet) throws EOFException {
        if (octet < 0) {
            throw new EOFException("the node closed");
        }
        return octet;
    }

    /** Takes the chunks out of an HTTP/1.1 body (RFC 9112, section 7.1). */
    private static final class Dechunked extends InputStream {
        private final InputStream in;
        private int left;

        private Dechunked(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                String size = line(in);
                left = Integer.parseInt(size.isEmpty() ? line(in) : size, 16);
                if (left == 0) {
                    return -1;
                }
            }
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int octet = read();
            if (octet < 0) {
                return -1;
            }
            into[offset] = (byte) octet;
            return 1;
        }
    }
}
