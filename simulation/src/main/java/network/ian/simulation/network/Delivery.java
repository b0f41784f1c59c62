package network.ian.simulation.network;

import network.ian.p2p.wire.Message;
import network.ian.simulation.event.Event;

/** A message on its way to one end of a link. */
final class Delivery implements Event {

    private final Network network;
    private final Link link;
    private final int toEnd;
    private final Message message;
    private final int bytes;

    Delivery(Network network, Link link, int toEnd, Message message, int bytes) {
        this.network = network;
        this.link = link;
        this.toEnd = toEnd;
        this.message = message;
        this.bytes = bytes;
    }

    @Override
    public void happen() {
        network.arrive(this);
    }

    Link link() {
        return link;
    }

    int toEnd() {
        return toEnd;
    }

    Message message() {
        return message;
    }

    int bytes() {
        return bytes;
    }
}
