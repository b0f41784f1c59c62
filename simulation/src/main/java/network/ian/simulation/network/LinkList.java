package network.ian.simulation.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The links with an open end: by number, and in a fixed order from which one can be drawn. */
final class LinkList {

    private final List<Link> links = new ArrayList<>();
    private final Map<Long, Link> byNumber = new HashMap<>();
    private long nextNumber;

    Link open(Host dialler, Host listener, long latencyNanos) {
        Link link = new Link(nextNumber++, dialler, listener, latencyNanos);
        link.position(links.size());
        links.add(link);
        byNumber.put(link.number(), link);
        dialler.links().add(link);
        listener.links().add(link);
        return link;
    }

    /** The link that an end calls {@code name}; null if both its ends are closed. */
    Link named(long name) {
        return byNumber.get(name >> 1);
    }

    void remove(Link link) {
        if (byNumber.remove(link.number()) != null) {
            Link last = links.remove(links.size() - 1);
            if (last != link) {
                links.set(link.position(), last);
                last.position(link.position());
            }
        }
    }

    int size() {
        return links.size();
    }

    Link get(int position) {
        return links.get(position);
    }
}
