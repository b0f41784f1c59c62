package network.ian.core.token;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import network.ian.core.runtime.ManualClock;
import network.ian.core.state.NewerFormatException;
import org.junit.jupiter.api.io.TempDir;

/** The file of tokens, and what a client sends as one. */
class TokenFuzzTest extends FuzzContract {

    @TempDir
    Path data;

    @Override
    protected List<FuzzTarget> targets() throws Exception {
        TokenStore store = new TokenStore(data, new ManualClock().wall(), new SecureRandom(new byte[] {2}));
        NewToken token = store.create(Set.of(Scope.READ, Scope.ADMIN), Optional.of("ci"), Lifetime.NEVER);
        store.rotate(token.token().id(), Duration.ofHours(1), Optional.empty());
        Path file = data.resolve(TokenFile.NAME);
        return List.of(
                new FuzzTarget(
                        "tokens.json",
                        List.of(Files.readAllBytes(file)),
                        FuzzTarget.JSON,
                        List.of(MalformedException.class, NewerFormatException.class),
                        new Allocation(300, 256 << 10),
                        200_000,
                        input -> {
                            Files.write(file, input);
                            new TokenFile(data).read();
                        }),
                new FuzzTarget(
                        "token",
                        List.of(token.text().reveal().getBytes(StandardCharsets.US_ASCII)),
                        List.of("_", "ian_", " ", "Bearer "),
                        List.of(MalformedException.class),
                        new Allocation(16, 16 << 10),
                        2_000_000,
                        TokenFuzzTest::token));
    }

    private static void token(byte[] input) {
        Optional<TokenText> token = TokenText.parse(new String(input, StandardCharsets.ISO_8859_1));
        if (token.isEmpty()) {
            throw new MalformedException("token", "no token");
        }
    }
}
