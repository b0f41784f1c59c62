package network.ian.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who owns the data directory's files, and whom they are open to. */
final class Modes {

    private static final int PERMISSIONS = 0777;
    private static final int NOT_OWNER = 077;
    private static final int OTHERS_WRITE = 02;

    /** Files that hold secrets; whichever of them are there must be closed to everybody but the owner. */
    private static final List<String> SECRET =
            List.of("identity.json", "tokens.json", "admin.token", "certs/node_key.pem", "certs/api_key.pem");

    private static final String CERTIFICATES = "certs";

    private final Path data;
    private final int uid;

    /** @param uid of this process */
    Modes(Path data, int uid) {
        this.data = data;
        this.uid = uid;
    }

    List<Finding> run() throws IOException {
        return List.of(owner(), modes());
    }

    private Finding owner() throws IOException {
        int owner = owner(data);
        List<String> foreign = new ArrayList<>();
        for (Path file : present()) {
            if (owner(file) != owner) {
                foreign.add(data.relativize(file).toString());
            }
        }
        String chown = "Give all of it to the node's user: sudo chown -R " + owner + " " + data;
        if (!foreign.isEmpty()) {
            return Finding.fail(
                    "owner",
                    "the directory belongs to uid " + owner + ", but not: " + String.join(", ", foreign),
                    chown + " (1000 in the container).");
        }
        if (uid != 0 && uid != owner && !Files.isWritable(data)) {
            return Finding.fail(
                    "owner",
                    "the directory belongs to uid " + owner + ", this user is " + uid,
                    "Run the node as uid " + owner + ", or: sudo chown -R " + uid + " " + data + ".");
        }
        return Finding.ok("owner", "uid " + owner);
    }

    private Finding modes() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        for (String name : SECRET) {
            Path file = data.resolve(name);
            if (Files.exists(file) && (mode(file) & NOT_OWNER) != 0) {
                wrong.add(shown(name, file));
                commands.add("chmod 600 " + file);
            }
        }
        Path certificates = data.resolve(CERTIFICATES);
        if (Files.isDirectory(certificates) && (mode(certificates) & NOT_OWNER) != 0) {
            wrong.add(shown(CERTIFICATES, certificates));
            commands.add("chmod 700 " + certificates);
        }
        if ((mode(data) & OTHERS_WRITE) != 0) {
            wrong.add(shown(".", data));
            commands.add("chmod o-w " + data);
        }
        return wrong.isEmpty()
                ? Finding.ok("modes", "keys and tokens are closed to others")
                : Finding.fail(
                        "modes",
                        "open to others than the owner: " + String.join(", ", wrong),
                        "Close them: " + String.join(" && ", commands));
    }

    private List<Path> present() {
        return Stream.concat(SECRET.stream(), Stream.of(CERTIFICATES, "goals", "node_state.json", "peer_scores.json"))
                .map(data::resolve)
                .filter(Files::exists)
                .toList();
    }

    private static String shown(String name, Path file) throws IOException {
        return name + " (" + String.format(Locale.ROOT, "%03o", mode(file)) + ")";
    }

    private static int owner(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int mode(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:mode") & PERMISSIONS;
    }
}
