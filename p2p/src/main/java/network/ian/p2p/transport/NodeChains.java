package network.ian.p2p.transport;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.core.finality.ChainExchange.Tip;
import network.ian.p2p.port.AnchorChains;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what the node's chains answer to the protocol's thread. There is an answer to everything, whatever fails. */
final class NodeChains implements AnchorChains {

    private static final Logger LOG = LoggerFactory.getLogger(NodeChains.class);

    private final ChainExchange exchange;
    private final ProtocolThread thread;

    NodeChains(ChainExchange exchange, ProtocolThread thread) {
        this.exchange = exchange;
        this.thread = thread;
    }

    @Override
    public Optional<Tip> tip(Hash topic) {
        return exchange.tip(topic);
    }

    @Override
    public boolean knows(Hash topic, Hash block) {
        return exchange.knows(topic, block);
    }

    @Override
    public List<Hash> locator(Hash topic) {
        return exchange.locator(topic);
    }

    @Override
    public void after(Hash topic, List<Hash> locator, Consumer<Bytes> read) {
        ask(() -> exchange.after(topic, locator), Bytes.EMPTY, read);
    }

    @Override
    public void offer(Hash topic, Bytes page, Consumer<Taken> taken) {
        ask(() -> exchange.offer(topic, page), Taken.UNDECIDED, taken);
    }

    private <T> void ask(Supplier<CompletableFuture<T>> question, T otherwise, Consumer<T> told) {
        // The stages never complete exceptionally, so there is always an answer; nobody needs the future.
        var unused = Answers.of(
                        question,
                        otherwise,
                        failure -> LOG.atWarn().setCause(failure).log("The chain could not be asked"))
                .thenAccept(answer -> thread.tell(() -> told.accept(answer)));
    }
}
