package network.ian.app.top;

import java.io.IOException;
import java.io.InputStream;
import network.ian.core.runtime.NamedThreads;

/** Reads keys in a thread of its own, which ends with the process or the terminal. */
final class Keyboard {

    private final Inbox inbox;
    private final KeyReader reader = new KeyReader();

    private Keyboard(Inbox inbox) {
        this.inbox = inbox;
    }

    static void listen(InputStream keys, Inbox inbox) {
        NamedThreads.daemon("top-keys")
                .newThread(() -> new Keyboard(inbox).run(keys))
                .start();
    }

    private void run(InputStream keys) {
        boolean told = false;
        try (keys) {
            for (int octet = keys.read(); octet >= 0; octet = keys.read()) {
                reader.take(octet).ifPresent(key -> inbox.offer(new Message.Pressed(key)));
                if (!told && reader.synchronizes()) {
                    told = inbox.offer(new Message.Synchronizes());
                }
            }
        } catch (IOException e) {
            // The terminal is gone; a signal says so too.
        }
    }
}
