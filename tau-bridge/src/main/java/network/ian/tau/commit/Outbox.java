package network.ian.tau.commit;

import java.io.IOException;
import java.util.Optional;
import network.ian.core.codec.MalformedException;

/**
 * What the committer knows durably: memory never runs ahead of the disk. For one thread.
 *
 * <p>A file that cannot be used is never replaced. The operator restores it, or moves it aside; then the committer begins
 * from what the verified chain says, after everything that is still pending has landed or expired.
 */
final class Outbox {

    private final OutboxStore store;
    private OutboxContent content;

    private Outbox(OutboxStore store, OutboxContent content) {
        this.store = store;
        this.content = content;
    }

    /** @throws OutboxException if there is one that cannot be used; the text says what to do */
    static Outbox open(OutboxStore store, String sender) throws OutboxException {
        Optional<byte[]> bytes;
        try {
            bytes = store.read();
        } catch (IOException e) {
            throw new OutboxException(store.name() + " cannot be read (" + Words.of(e) + ")", e);
        }
        OutboxContent content = OutboxContent.empty(sender);
        if (bytes.isPresent()) {
            content = decode(store, bytes.get());
        }
        if (!content.sender().equals(sender)) {
            throw new OutboxException(store.name() + " belongs to the key " + content.sender() + ", configured is "
                    + sender + ": configure that key, or move the file aside");
        }
        return new Outbox(store, content);
    }

    OutboxContent content() {
        return content;
    }

    /** Makes {@code next} durable, then current. */
    void save(OutboxContent next) throws OutboxException {
        try {
            store.write(OutboxCodec.encode(next));
        } catch (IOException e) {
            throw new OutboxException(store.name() + " cannot be written (" + Words.of(e) + ")", e);
        }
        content = next;
    }

    private static OutboxContent decode(OutboxStore store, byte[] bytes) throws OutboxException {
        try {
            return OutboxCodec.decode(bytes);
        } catch (MalformedException e) {
            throw new OutboxException(
                    store.name() + " cannot be used (" + Words.of(e)
                            + "): restore it, or move it aside to begin from what the chain says",
                    e);
        }
    }
}
