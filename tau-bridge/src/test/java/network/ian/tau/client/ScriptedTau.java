package network.ian.tau.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP server that answers each line it gets with the next step of a script; silent when the script is over. */
final class ScriptedTau implements AutoCloseable, TauConnector {

    /** What one command is answered with. */
    @FunctionalInterface
    interface Step {
        void answer(OutputStream out, Socket connection) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Thread acceptor;
    private final LinkedBlockingQueue<Step> script = new LinkedBlockingQueue<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    ScriptedTau() throws IOException {
        server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        acceptor = start(this::accept);
    }

    ScriptedTau then(Step step) {
        script.add(step);
        return this;
    }

    /** Answers with a whole line. */
    ScriptedTau line(String text) {
        return bytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    ScriptedTau bytes(byte[] octets) {
        return then((out, connection) -> out.write(octets));
    }

    /** Answers with {@code data} in an envelope. */
    ScriptedTau ok(String command, String data) {
        return line("{\"status\":\"ok\",\"command\":\"%s\",\"data\":%s}".formatted(command, data));
    }

    ScriptedTau error(String command, String code) {
        return line("{\"status\":\"error\",\"command\":\"%s\",\"error\":{\"code\":\"%s\",\"message\":\"because\"}}"
                .formatted(command, code));
    }

    /** Answers with a part of a line and closes. */
    ScriptedTau cutOff(String text) {
        return then((out, connection) -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            connection.close();
        });
    }

    ScriptedTau silence() {
        return then((out, connection) -> {});
    }

    /** The lines that came, in order, over all connections. */
    List<String> commands() {
        return commands;
    }

    int accepted() {
        return accepted.get();
    }

    /** Closes every connection from this side, as a node that restarts does. */
    void hangUp() throws IOException {
        for (Socket connection : connections) {
            if (!connection.isClosed() && !connection.isOutputShutdown()) {
                connection.shutdownOutput(); // tells the client at once, where closing waits for the reading thread
            }
            connection.close();
        }
    }

    @Override
    public Socket connect() throws IOException {
        return new Socket(server.getInetAddress(), server.getLocalPort());
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hangUp();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                accepted.incrementAndGet();
                connections.add(connection);
                start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                Step step = script.poll();
                if (step != null) {
                    step.answer(connection.getOutputStream(), connection);
                }
            }
        } catch (IOException | UncheckedIOException closed) {
            // By the client, or by the script.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "scripted-tau");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
