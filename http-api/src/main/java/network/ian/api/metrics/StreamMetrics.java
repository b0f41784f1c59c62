package network.ian.api.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.util.stream.Stream;
import network.ian.api.stream.Ending;
import network.ian.api.stream.EventType;
import network.ian.api.stream.Gap;
import network.ian.api.stream.StreamObserver;
import network.ian.api.stream.Transport;

/** Counts what the event stream does. */
final class StreamMetrics implements StreamObserver {

    private final Gauge clients;
    private final Gauge kept;
    private final Counter events;
    private final Counter messages;
    private final Counter bytes;
    private final Counter dropped;
    private final Counter gaps;
    private final Counter refused;

    StreamMetrics(CollectorRegistry registry) {
        clients = Gauge.build("ian_stream_clients", "Clients of the event stream.")
                .labelNames("transport")
                .register(registry);
        Stream.of(Transport.values()).map(Transport::label).forEach(clients::labels);
        kept = Gauge.build("ian_stream_kept_events", "Events kept for clients that resume or are behind.")
                .register(registry);
        events = Counter.build("ian_stream_events_total", "Events of the stream, whether or not somebody got them.")
                .labelNames("type")
                .register(registry);
        EventType.ALL.forEach(events::labels);
        messages = Counter.build("ian_stream_sent_messages_total", "Messages handed to clients of the stream.")
                .register(registry);
        bytes = Counter.build("ian_stream_sent_bytes_total", "Octets handed to clients of the stream.")
                .register(registry);
        dropped = Counter.build("ian_stream_dropped_clients_total", "Streams that the node ended, by why.")
                .labelNames("reason")
                .register(registry);
        Stream.of(Ending.values())
                .filter(ending -> ending != Ending.SHUTDOWN)
                .map(Ending::label)
                .forEach(dropped::labels);
        gaps = Counter.build("ian_stream_gaps_total", "Gaps that clients were told of, and those for everybody.")
                .labelNames("reason")
                .register(registry);
        Stream.of(Gap.Reason.values()).map(Gap.Reason::label).forEach(gaps::labels);
        refused = Counter.build("ian_stream_refused_total", "Clients that were not let into the stream, by why.")
                .labelNames("reason")
                .register(registry);
        Stream.of("total", "address", "origin").forEach(refused::labels);
    }

    @Override
    public void clients(Transport transport, int change) {
        clients.labels(transport.label()).inc(change);
    }

    @Override
    public void happened(String type) {
        events.labels(type).inc();
    }

    @Override
    public void sent(int sentMessages, long sentBytes) {
        messages.inc(sentMessages);
        bytes.inc((double) sentBytes);
    }

    @Override
    public void dropped(Ending ending) {
        dropped.labels(ending.label()).inc();
    }

    @Override
    public void gap(Gap.Reason reason) {
        gaps.labels(reason.label()).inc();
    }

    @Override
    public void refused(String reason) {
        refused.labels(reason).inc();
    }

    @Override
    public void kept(int count) {
        kept.set(count);
    }
}
