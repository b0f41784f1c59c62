package network.ian.p2p.protocol;

import java.util.List;
import java.util.function.Supplier;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Expulsion;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;

/** Measures round trips and drops peers that fall silent. */
final class Liveness {

    static final long PING_EVERY_NANOS = 10_000_000_000L;
    static final long SILENCE_LIMIT_NANOS = 35_000_000_000L;

    private final Surroundings around;
    private final Expulsion expulsion;

    Liveness(Surroundings around, Expulsion expulsion) {
        this.around = around;
        this.expulsion = expulsion;
    }

    void start(Supplier<List<Session>> sessions) {
        // Nodes that start together shall not ping together.
        long first = around.random().nextLong(PING_EVERY_NANOS);
        around.timers().after(first, () -> round(sessions));
    }

    void ping(Session session) {
        long nonce = around.random().nextLong();
        session.pinged(nonce, around.ticker().nanos());
        around.links().send(session.peer(), new Message.Ping(nonce));
    }

    /** Answers a Ping and takes a Pong; false for any other message. */
    boolean took(Session session, Message message) {
        if (message instanceof Message.Pong pong) {
            session.ponged(pong.nonce(), around.ticker().nanos());
            return true;
        }
        if (message instanceof Message.Ping ping) {
            around.links().send(session.peer(), new Message.Pong(ping.nonce()));
            return true;
        }
        return false;
    }

    private void round(Supplier<List<Session>> sessions) {
        // First, so that nothing that fails below ends the rounds.
        around.timers().after(PING_EVERY_NANOS, () -> round(sessions));
        long now = around.ticker().nanos();
        for (Session session : sessions.get()) {
            if (session.silentNanos(now) > SILENCE_LIMIT_NANOS) {
                expulsion.expel(session.peer(), GoodbyeReason.UNRESPONSIVE, "silent for 35 s");
            } else {
                ping(session);
            }
        }
    }
}
