package network.ian.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.SignatureProviders.Candidate;
import org.junit.jupiter.api.Test;

class SignatureProvidersTest {

    private static final List<SignatureVector> VECTORS = SignatureVector.bundled();

    private final List<String> opened = new ArrayList<>();

    /** A provider with one gap; everything else is Bouncy Castle's. */
    private record Flawed(String name, boolean acceptsTorsionInR, Equation equation) implements SignatureProvider {

        @Override
        public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
            return equation.holds(publicKey, message, signature);
        }
    }

    private interface Equation {
        boolean holds(byte[] publicKey, byte[] message, byte[] signature);
    }

    private static final SignatureProvider SOUND = new BouncyCastleProvider(100);

    @Test
    void offersEveryProviderOfThisMachine() {
        List<String> names =
                Providers.present().stream().map(SignatureProvider::name).toList();
        assertThat(names).contains("bouncycastle", "jdk");
        assertThat(names.contains("corretto")).isEqualTo(Providers.correttoFits());
    }

    @Test
    void everyPresentProviderCanBeChosen() {
        for (SignatureProvider provider : Providers.present()) {
            assertThat(SignatureProviders.select(provider.name(), 100).providerName())
                    .isEqualTo(provider.name());
        }
    }

    @Test
    void autoPrefersCorrettoThenBouncyCastle() {
        assertThat(SignatureProviders.select("auto", 100).providerName())
                .isEqualTo(Providers.correttoFits() ? "corretto" : "bouncycastle");
        List<Candidate> withoutCorretto =
                List.of(absent("corretto"), present("bouncycastle", SOUND), present("jdk", SOUND));
        assertThat(select("auto", withoutCorretto).providerName()).isEqualTo("bouncycastle");
    }

    @Test
    void correttoIsNotOfferedWithoutItsJar() {
        assertThat(JcaProvider.corretto(ClassLoader.getPlatformClassLoader(), 100))
                .isEmpty();
    }

    @Test
    void unknownPreferenceIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureProviders.select("openssl", 100))
                .withMessage("unknown signature provider \"openssl\", expected auto, corretto, bouncycastle, jdk");
    }

    @Test
    void preferredButAbsentFallsBack() {
        List<Candidate> candidates = List.of(absent("corretto"), present("bouncycastle", SOUND));
        assertThat(select("corretto", candidates).providerName()).isEqualTo("bouncycastle");
    }

    @Test
    void opensNoOtherProviderThanNeeded() {
        List<Candidate> candidates = List.of(absent("corretto"), present("bouncycastle", SOUND), absent("jdk"));
        assertThat(select("bouncycastle", candidates).providerName()).isEqualTo("bouncycastle");
        assertThat(opened).containsExactly("bouncycastle");
    }

    @Test
    void neverChoosesOneThatErrsOnce() {
        List<SignatureProvider> flawed = List.of(
                new Flawed("accepts-all", true, (key, message, signature) -> true),
                new Flawed("accepts-nothing", true, (key, message, signature) -> false),
                new Flawed("hides-torsion-in-r", false, SOUND::verify),
                new Flawed(
                        "refuses-long-messages",
                        true,
                        (key, message, signature) -> message.length < 1000 && SOUND.verify(key, message, signature)),
                new Flawed("throws", true, (key, message, signature) -> {
                    throw new IllegalStateException("no device");
                }),
                new Flawed("does-not-link", true, (key, message, signature) -> {
                    throw new UnsatisfiedLinkError("no library");
                }));
        for (SignatureProvider provider : flawed) {
            List<Candidate> candidates = List.of(present(provider.name(), provider), present("bouncycastle", SOUND));
            assertThat(select("auto", candidates).providerName()).isEqualTo("bouncycastle");
            assertThat(select(provider.name(), candidates).providerName()).isEqualTo("bouncycastle");
        }
    }

    @Test
    void noSoundProviderIsAnError() {
        List<Candidate> candidates = List.of(
                absent("corretto"), present("bouncycastle", new Flawed("bouncycastle", true, (k, m, s) -> true)));
        assertThatIllegalStateException()
                .isThrownBy(() -> select("auto", candidates))
                .withMessageContaining("no signature provider passes");
    }

    private static SignatureVerifier select(String preference, List<Candidate> candidates) {
        return SignatureProviders.select(preference, candidates, VECTORS, 100);
    }

    private Candidate absent(String name) {
        return new Candidate(name, () -> {
            opened.add(name);
            return Optional.empty();
        });
    }

    private Candidate present(String name, SignatureProvider provider) {
        return new Candidate(name, () -> {
            opened.add(name);
            return Optional.of(provider);
        });
    }
}
