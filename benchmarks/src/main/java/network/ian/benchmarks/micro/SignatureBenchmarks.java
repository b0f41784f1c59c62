package network.ian.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.crypto.SigningKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Checking a signature over 450 bytes by a known key, and making one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignatureBenchmarks {

    @Param({"corretto", "bouncycastle", "jdk"})
    public String provider;

    private final SigningKey key = SigningKey.fromSeed(new byte[SigningKey.SEED_SIZE]);
    private final byte[] message = new byte[450];
    private final byte[] signature = key.sign(message).toArray();
    private SignatureVerifier verifier;

    @Setup
    public void prepare() {
        verifier = SignatureProviders.select(provider, 16);
        if (!verifier.providerName().equals(provider)) {
            throw new IllegalStateException(provider + " is not usable here");
        }
    }

    @Benchmark
    public boolean verify() {
        return verifier.verify(key.publicKey().view(), message, signature);
    }
}
