package network.ian.app.diagnostics;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.app.certificate.Certificates;
import network.ian.app.client.ApiClient;
import network.ian.app.config.ConfigListing;
import network.ian.app.release.BuildInfo;
import network.ian.core.config.LoadedConfig;

/** Collects everything; what cannot be had is listed and stops nothing. */
public final class DiagnosticsExport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ABOUT = """
            Diagnostics of an IAN node.

            Secrets are left out or shown as <redacted>. The archive does hold the addresses and ids of this node's peers, the names
            of files and users on this machine, and the node's log: give it to nobody whom these are not meant for.

            config.txt, config.json  settings with their sources, as this command sees them
            versions.json            program, Java, machine, container limits
            certificates.json        the certificates on the disk
            disk.json                free space
            data-files.txt           the data directory's files: names, modes, sizes
            log-files.txt            the same of a log directory that lies elsewhere
            node_state.json          the last snapshot, peer_scores.json the last scores
            node.log                 the last lines of the log
            node/                    what the running node answered; process.json and threads.txt are of its process
            errors.txt               what could not be had, and why

            The journal itself is not in here and was not checked. To check it, on the machine itself:
              ian log verify --data-dir DIR
            """;

    private final LoadedConfig loaded;
    private final BuildInfo build;
    private final Clock clock;
    private final SecureRandom entropy;
    private final List<String> problems = new ArrayList<>();

    /** Of the configured data directory. */
    public DiagnosticsExport(LoadedConfig loaded, BuildInfo build, Clock clock, SecureRandom entropy) {
        this.loaded = loaded;
        this.build = build;
        this.clock = clock;
        this.entropy = entropy;
    }

    /**
     * What became of it.
     *
     * @param bytes size of the archive
     * @param answered whether a running node said anything
     * @param errors what could not be had, a line each
     */
    public record Exported(long bytes, boolean answered, List<String> entries, List<String> errors) {}

    /**
     * Writes the archive.
     *
     * @param file must not exist
     * @param node the node to ask; empty if none runs
     * @param patience longest wait for the begin of each of its answers, and again for the end
     * @throws IOException if the archive cannot be written; nothing stays behind then
     */
    public Exported write(Path file, Optional<ApiClient> node, Duration patience) throws IOException {
        Redactor redactor = new Redactor(KnownSecrets.of(loaded, problems));
        DiagnosticsArchive archive = DiagnosticsArchive.create(file, redactor, clock.instant(), problems);
        try (archive) {
            boolean answered = fill(archive, node, patience);
            archive.finish();
            return new Exported(
                    Files.size(file),
                    answered,
                    archive.names(),
                    problems.stream().map(redactor::clean).toList());
        } catch (IOException | RuntimeException e) {
            archive.abandon();
            throw e;
        }
    }

    private boolean fill(DiagnosticsArchive archive, Optional<ApiClient> node, Duration patience) throws IOException {
        Path data = loaded.config().node().dataDir();
        archive.add("README.txt", ABOUT);
        archive.add("config.txt", String.join("\n", ConfigListing.lines(loaded)) + "\n");
        archive.add("config.json", ConfigListing.tree(loaded) + "\n");
        archive.add("versions.json", MachineFacts.versions(build, clock).toPrettyString() + "\n");
        archive.add(
                "certificates.json",
                JSON.writeValueAsString(new Certificates(loaded, clock, entropy).reports()) + "\n");
        boolean answered = ask(archive, node, patience);
        Path logs = loaded.config().node().logDir();
        archive.add("disk.json", MachineFacts.disks(disks(data, logs), problems).toPrettyString() + "\n");
        list(archive, "data-files.txt", data);
        if (!logs.startsWith(data)) {
            list(archive, "log-files.txt", logs);
        }
        copy(archive, data.resolve("node_state.json"));
        copy(archive, data.resolve("peer_scores.json"));
        archive.add("node.log", LogTail.read(logs, problems));
        archive.add("errors.txt", problems.isEmpty() ? "none\n" : String.join("\n", problems) + "\n");
        return answered;
    }

    private boolean ask(DiagnosticsArchive archive, Optional<ApiClient> node, Duration patience) throws IOException {
        if (node.isEmpty()) {
            problems.add("node/*: no node runs on the data directory "
                    + loaded.config().node().dataDir());
            return false;
        }
        boolean answered = new NodeAnswers(node.get(), archive, problems, patience).collect();
        if (!answered) {
            problems.add("node/threads.txt: the node at " + node.get().node()
                    + " does not answer; kill -QUIT PID has it print its threads to its standard output");
        }
        return answered;
    }

    private static List<Path> disks(Path data, Path logs) {
        return logs.startsWith(data) ? List.of(data) : List.of(data, logs);
    }

    private void list(DiagnosticsArchive archive, String name, Path directory) throws IOException {
        String listing;
        try {
            listing = DirectoryListing.of(directory);
        } catch (IOException e) {
            problems.add(name + ": " + e);
            return;
        }
        archive.add(name, listing);
    }

    private void copy(DiagnosticsArchive archive, Path file) throws IOException {
        Optional<byte[]> content = content(file);
        if (content.isPresent()) {
            archive.add(file.getFileName().toString(), content.get());
        }
    }

    private Optional<byte[]> content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > DiagnosticsArchive.MOST_ENTRY_BYTES) {
                problems.add(file.getFileName() + ": left out, it has " + size + " bytes");
                return Optional.empty();
            }
            return Optional.of(in.readNBytes(DiagnosticsArchive.MOST_ENTRY_BYTES));
        } catch (NoSuchFileException e) {
            problems.add(file.getFileName() + ": there is none");
        } catch (IOException e) {
            problems.add(file.getFileName() + ": " + e);
        }
        return Optional.empty();
    }
}
