package network.ian.core.token;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.PrintableText;
import network.ian.core.file.AtomicFile;

/**
 * Where tokens are made and ended. Each change reads, changes and writes {@code tokens.json} under an exclusive lock on
 * {@code tokens.lock}, which the operating system takes back from a process that ends; so no change is lost, whoever
 * makes it, with or without a running node. A running node never writes the file, and notices each change at the next
 * request ({@link LiveTokens}). What these methods return from is on the disk.
 */
public final class TokenStore {

    private static final String LOCK = "tokens.lock";

    private final Path directory;
    private final TokenFile file;
    private final InstantSource clock;
    private final SecureRandom entropy;

    /** @param dataDirectory must exist */
    public TokenStore(Path dataDirectory, InstantSource clock, SecureRandom entropy) {
        this.directory = dataDirectory;
        this.file = new TokenFile(dataDirectory);
        this.clock = clock;
        this.entropy = entropy;
    }

    /**
     * The tokens as they stand on the disk.
     *
     * @throws MalformedException if the file is damaged
     * @throws network.ian.core.state.NewerFormatException if a newer program wrote it
     */
    public TokenSet read() throws IOException {
        return file.read();
    }

    /**
     * Makes a token.
     *
     * @throws TokenException if the name is taken or no further token fits
     */
    public NewToken create(Set<Scope> scopes, Optional<String> name, Lifetime lifetime)
            throws IOException, TokenException {
        checkName(name);
        return change(tokens -> {
            if (tokens.size() >= TokenSet.MOST) {
                throw new TokenException("there are " + tokens.size() + " tokens, which is the limit, "
                        + (tokens.size() - tokens.inForce(clock.millis())) + " of them expired: revoke some first");
            }
            if (name.flatMap(tokens::named).isPresent()) {
                throw new TokenException("there is a token with the name " + name.get()
                        + ": rotate it, revoke it first, or choose another name");
            }
            TokenText text = TokenText.draw(freeId(tokens), entropy);
            ApiToken token = new ApiToken(
                    text.id(), name, scopes, clock.millis(), lifetime.endMs(clock.millis()), text.hash(), Map.of());
            return new Change<>(tokens.with(token), new NewToken(token, text));
        });
    }

    /**
     * Ends a token at once.
     *
     * @throws TokenException if there is none
     */
    public ApiToken revoke(String idOrName) throws IOException, TokenException {
        return change(tokens -> {
            ApiToken token = find(tokens, idOrName);
            return new Change<>(tokens.without(List.of(token)), token);
        });
    }

    /** Removes the tokens that have expired. */
    public List<ApiToken> revokeExpired() throws IOException, TokenException {
        return change(tokens -> {
            long now = clock.millis();
            List<ApiToken> gone =
                    tokens.all().stream().filter(token -> token.isExpired(now)).toList();
            return new Change<>(tokens.without(gone), gone);
        });
    }

    /**
     * Gives a token a new secret.
     *
     * @param grace for which the old secrets stay good; zero ends all of them at once
     * @param lifetime from now on; empty: it ends when it would have ended
     * @throws TokenException if there is no such token, it has expired, or has too many old secrets in their grace
     */
    public NewToken rotate(String idOrName, Duration grace, Optional<Lifetime> lifetime)
            throws IOException, TokenException {
        return change(tokens -> {
            long now = clock.millis();
            ApiToken old = find(tokens, idOrName);
            if (old.isExpired(now) && lifetime.isEmpty()) {
                throw new TokenException("token " + old.id() + " has expired; say until when the new secret is good");
            }
            TokenText text = TokenText.draw(old.id(), entropy);
            Optional<Long> end = lifetime.isPresent() ? lifetime.get().endMs(now) : old.expiresMs();
            ApiToken token = old.rotated(text.hash(), end, now + grace.toMillis(), now);
            if (token.previous().size() > ApiToken.MOST_PREVIOUS) {
                throw new TokenException("token " + old.id() + " has "
                        + old.previous().size() + " old secrets that are still good: rotate it without grace");
            }
            return new Change<>(tokens.with(token), new NewToken(token, text));
        });
    }

    /** What a change leads to, and what it says. */
    private record Change<T>(TokenSet tokens, T said) {}

    @FunctionalInterface
    private interface Changer<T> {
        Change<T> change(TokenSet before) throws TokenException;
    }

    private <T> T change(Changer<T> changer) throws IOException, TokenException {
        Path lockFile = directory.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(
                lockFile,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(AtomicFile.OWNER_ONLY))) {
            // Closing the channel lets go of it.
            channel.lock();
            giveToOwner(lockFile);
            Change<T> change = changer.change(file.read());
            write(change.tokens());
            return change.said();
        }
    }

    private void write(TokenSet tokens) throws IOException {
        try {
            file.write(tokens);
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            // A node that starts at this very moment cleans up temporary files; it does so once.
            file.write(tokens);
        }
        giveToOwner(file.path());
    }

    /**
     * What root writes with {@code sudo} must be readable by the node, which runs as the directory's owner. Who owns it can
     * also put a link there to what is root's: that is not given away.
     */
    private void giveToOwner(Path path) throws IOException {
        UserPrincipal owner = Files.getOwner(directory);
        if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
            Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(owner);
        }
    }

    private static ApiToken find(TokenSet tokens, String idOrName) throws TokenException {
        return tokens.find(idOrName)
                .orElseThrow(() -> new TokenException("there is no token with this id or name; see ian token list"));
    }

    private static void checkName(Optional<String> name) throws TokenException {
        try {
            name.ifPresent(text -> PrintableText.require("name", text, TokenFile.LONGEST_NAME));
        } catch (MalformedException e) {
            throw new TokenException(e.getMessage());
        }
        if (name.filter(TokenText::isId).isPresent()) {
            throw new TokenException("name: looks like the id of a token; choose another");
        }
    }

    private String freeId(TokenSet tokens) {
        String id = TokenText.drawId(entropy);
        while (tokens.find(id).isPresent()) {
            id = TokenText.drawId(entropy);
        }
        return id;
    }
}
