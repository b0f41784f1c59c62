package network.ian.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import network.ian.core.codec.Bytes;

/** The modules of {@code examples/agents}. */
enum ExampleAgent {
    MOVING_AVERAGE("moving-average", "averages of 50 and 200 days"),
    BUY_AND_HOLD("buy-and-hold", "buy and hold"),
    RECURRENT_NETWORK("recurrent-network", "recurrent network");

    private final String folder;
    private final String words;

    ExampleAgent(String folder, String words) {
        this.folder = folder;
        this.words = words;
    }

    /** What it does, in a few words. */
    String words() {
        return words;
    }

    Bytes module() {
        try (InputStream in = ExampleAgent.class.getResourceAsStream(folder + "/agent.wasm")) {
            if (in == null) {
                throw new IllegalStateException("built without examples/agents/" + folder + "/agent.wasm");
            }
            return Bytes.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
