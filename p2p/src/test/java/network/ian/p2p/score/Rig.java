package network.ian.p2p.score;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.ManualClock;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.GoodbyeReason;

/** A scoreboard whose clocks are moved by hand and whose expelled peers are gone at once, as the protocol does it. */
final class Rig {

    final ManualClock ticker = new ManualClock();
    final List<Runnable> timers = new ArrayList<>();
    final Map<Peer, GoodbyeReason> expelled = new LinkedHashMap<>();
    final Map<String, Integer> rateLimited = new LinkedHashMap<>();
    final Wall wall = new Wall();
    final Scoreboard board;
    private long links;

    Rig() {
        this(ScoreSettings.DEFAULT);
    }

    Rig(ScoreSettings settings) {
        PeerTelemetry telemetry = new PeerTelemetry() {
            @Override
            public void rateLimited(String scope) {
                rateLimited.merge(scope, 1, Integer::sum);
            }
        };
        Surroundings around = new Surroundings(
                ticker,
                wall,
                new SplittableRandom(1),
                (delay, action) -> timers.add(action),
                null,
                null,
                null,
                null,
                null,
                telemetry);
        board = new Scoreboard(around, this::expel, settings);
    }

    static Hash id(int number) {
        return Hash.wrap(ByteBuffer.allocate(Hash.SIZE)
                .putInt(28, number)
                .putInt(0, number)
                .array());
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Peer {@code number}, connected from a public prefix of its own. */
    Peer connect(int number) {
        return connect(number, "81." + (number >> 8 & 0xff) + "." + (number & 0xff) + ".1");
    }

    Peer connect(int number, String address) {
        Peer peer = peer(number, address);
        board.up(peer);
        return peer;
    }

    Peer peer(int number, String address) {
        return new Peer(new Peer.Connection(
                ++links,
                id(number),
                Bytes.wrap(new byte[32]),
                Direction.INBOUND,
                address(address),
                40_000,
                ticker.nanos(),
                wall.millis()));
    }

    void fault(Peer peer, Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            board.fault(peer, fault);
        }
    }

    void advance(Duration by) {
        ticker.advance(by);
    }

    double nowSeconds() {
        return wall.millis() / 1000.0;
    }

    private void expel(Peer peer, GoodbyeReason reason, String detail) {
        if (expelled.putIfAbsent(peer, reason) == null) {
            board.down(peer);
        }
    }

    /** A wall clock that moves along and can be set. */
    final class Wall extends Clock {

        private Duration jumped = Duration.ZERO;

        void jump(Duration by) {
            jumped = jumped.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return ticker.wall().instant().plus(jumped);
        }
    }
}
