package network.ian.benchmarks.http;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Many connections on one thread, one request under way on each: no pipelining, and as little work as that allows. */
final class Readers {

    private Readers() {}

    /**
     * Reads for some time.
     *
     * @return answers, all of them 200
     * @throws IOException if one is not
     */
    static long read(int port, Target target, int connections, long nanos) throws IOException {
        List<Reader> readers = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                Reader reader = new Reader(port, target.request());
                readers.add(reader);
                reader.register(selector);
                reader.ask();
            }
            return answers(selector, System.nanoTime() + nanos);
        } finally {
            for (Reader reader : readers) {
                reader.close();
            }
        }
    }

    private static long answers(Selector selector, long end) throws IOException {
        long answered = 0;
        while (System.nanoTime() < end) {
            selector.selectNow();
            if (selector.selectedKeys().isEmpty()) {
                selector.select(100);
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Reader reader = (Reader) key.attachment();
                if (reader.turn()) {
                    answered++;
                    reader.ask();
                }
            }
            selector.selectedKeys().clear();
        }
        return answered;
    }
}
