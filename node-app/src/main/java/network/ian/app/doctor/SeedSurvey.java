package network.ian.app.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.ian.app.doctor.Outside.Seed;
import network.ian.app.doctor.Outside.Visit;
import network.ian.core.config.HostPort;

/** Visits all addresses of all seeds side by side. */
final class SeedSurvey {

    private static final int MOST_SEEDS = 32;
    private static final int MOST_ADDRESSES = 8;
    private static final int MOST_VISITS = 64;

    private final Outside outside;
    private final AtOnce atOnce;

    SeedSurvey(Outside outside, AtOnce atOnce) {
        this.outside = outside;
        this.atOnce = atOnce;
    }

    /** One name's addresses, or why there are none. */
    private record Name(List<InetAddress> addresses, String failure) {}

    private record Started(HostPort address, CompletableFuture<Visit> visit) {}

    /**
     * What became of them.
     *
     * @param names until when names are waited for
     * @param until until when visits are waited for
     */
    List<Seed> visit(List<HostPort> seeds, Duration names, Duration until) {
        List<CompletableFuture<Name>> lookups = seeds.stream()
                .limit(MOST_SEEDS)
                .map(seed -> atOnce.start(() -> resolve(seed)))
                .toList();
        List<List<Started>> started = new ArrayList<>();
        int visits = 0;
        for (int index = 0; index < seeds.size(); index++) {
            List<Started> each = List.of();
            if (index < lookups.size() && visits < MOST_VISITS) {
                Name name = atOnce.await(lookups.get(index), names, new Name(List.of(), "no answer in time"));
                each = start(seeds.get(index), name);
                visits += each.size();
            }
            started.add(each);
        }
        List<Seed> found = new ArrayList<>();
        for (int index = 0; index < seeds.size(); index++) {
            List<Visit> ended = started.get(index).stream()
                    .map(visit -> atOnce.await(
                            visit.visit(), until, Visit.failed(visit.address(), "time", "not over in time")))
                    .toList();
            found.add(new Seed(seeds.get(index), ended));
        }
        return found;
    }

    private Name resolve(HostPort seed) {
        try {
            return new Name(outside.resolve(seed.host()), "");
        } catch (UnknownHostException e) {
            return new Name(List.of(), "unknown host");
        }
    }

    private List<Started> start(HostPort seed, Name name) {
        if (name.addresses().isEmpty()) {
            Visit failed = Visit.failed(seed, "name", name.failure());
            return List.of(new Started(seed, CompletableFuture.completedFuture(failed)));
        }
        return name.addresses().stream()
                .limit(MOST_ADDRESSES)
                .map(address -> new HostPort(address.getHostAddress(), seed.port()))
                .map(address -> new Started(address, atOnce.start(() -> outside.visit(address))))
                .toList();
    }
}
