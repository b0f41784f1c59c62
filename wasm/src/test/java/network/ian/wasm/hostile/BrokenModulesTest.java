package network.ian.wasm.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.wasm.sandbox.AgentModule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Modules cut off anywhere and modules with changed bytes: refused by name or accepted, never anything else. */
class BrokenModulesTest {

    private static final int PAGES = 64;

    @Test
    void isRefusedCutOffAtEveryByte() {
        byte[] whole =
                AssembledModules.named("writes-over-the-observation").wasm().toArray();
        AgentModule.load(Bytes.wrap(whole), PAGES);
        for (int length = 0; length < whole.length; length++) {
            Bytes cut = Bytes.wrap(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> AgentModule.load(cut, PAGES))
                    .as("%d bytes", length)
                    .isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void changedBytesAreRefusedOrHarmless() {
        System.out.println(mutations(1, 20_000));
    }

    @Test
    @Tag("proof")
    void aMillionChangedModules() {
        long seed = Long.getLong("ian.seed", 42);
        System.out.println("seed " + seed + ": " + mutations(seed, 1_000_000));
    }

    private static String mutations(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] originals = AssembledModules.all().stream()
                .map(module -> module.wasm().toArray())
                .toArray(byte[][]::new);
        int accepted = 0;
        long slowestNanos = 0;
        for (int i = 0; i < count; i++) {
            byte[] changed = changed(originals[random.nextInt(originals.length)], originals, random);
            long started = System.nanoTime();
            accepted += loads(changed) ? 1 : 0;
            slowestNanos = Math.max(slowestNanos, System.nanoTime() - started);
        }
        assertThat(accepted).isBetween(1, count - 1);
        return count + " modules, " + accepted + " accepted, slowest " + slowestNanos / 1_000_000 + " ms";
    }

    private static boolean loads(byte[] module) {
        try {
            AgentModule.load(Bytes.wrap(module), PAGES);
            return true;
        } catch (MalformedException e) {
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("module " + Bytes.wrap(module).hex(), e);
        }
    }

    private static byte[] changed(byte[] original, byte[][] others, SplittableRandom random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(8, bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at]++;
                case 3 -> {
                    byte[] other = others[random.nextInt(others.length)];
                    int from = random.nextInt(8, other.length);
                    int length = Math.min(random.nextInt(1, 9), Math.min(other.length - from, bytes.length - at));
                    System.arraycopy(other, from, bytes, at, length);
                }
                default -> {
                    byte[] longer = new byte[bytes.length + 1];
                    System.arraycopy(bytes, 0, longer, 0, at);
                    longer[at] = (byte) random.nextInt(256);
                    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }
}
