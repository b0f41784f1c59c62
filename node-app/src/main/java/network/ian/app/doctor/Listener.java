package network.ian.app.doctor;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who listens on a port, by {@code /proc}.
 *
 * @param pid empty if the process belongs to somebody else, so that this one may not look
 * @param name of its program
 */
record Listener(Optional<Long> pid, Optional<String> name) {

    private static final String LISTENS = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    /** The one that has the port on any address; empty if nobody has. */
    static Optional<Listener> on(Host host, int port) {
        Set<String> sockets = sockets(host, port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        Set<String> links =
                sockets.stream().map(inode -> "socket:[" + inode + "]").collect(Collectors.toCollection(HashSet::new));
        return Optional.of(host.names("/proc").stream()
                .filter(name -> name.matches("\\d+"))
                .filter(pid -> holds(host, pid, links))
                .map(pid -> new Listener(
                        Optional.of(Long.valueOf(pid)),
                        host.text("/proc/" + pid + "/comm").map(String::strip)))
                .findFirst()
                .orElse(new Listener(Optional.empty(), Optional.empty())));
    }

    @Override
    public String toString() {
        return pid.map(id ->
                        "process " + id + name.map(text -> " (" + text + ")").orElse(""))
                .orElse("a process that this user may not look at");
    }

    /** Inodes of the sockets (proc(5), "/proc/net/tcp"). */
    private static Set<String> sockets(Host host, int port) {
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(file -> host.text(file).stream())
                .flatMap(String::lines)
                .map(line -> List.of(line.strip().split("\\s+")))
                .filter(fields -> fields.size() > INODE
                        && fields.get(LOCAL).endsWith(suffix)
                        && fields.get(STATE).equals(LISTENS))
                .map(fields -> fields.get(INODE))
                .collect(Collectors.toSet());
    }

    private static boolean holds(Host host, String pid, Set<String> links) {
        String files = "/proc/" + pid + "/fd";
        return host.names(files).stream()
                .anyMatch(file ->
                        host.link(files + "/" + file).filter(links::contains).isPresent());
    }
}
