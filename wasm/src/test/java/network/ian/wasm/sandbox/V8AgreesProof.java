package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.binary.DecodedModule;
import network.ian.wasm.binary.ModuleDecoder;
import network.ian.wasm.hostile.AssembledModules;
import network.ian.wasm.hostile.HostileModule;
import network.ian.wasm.metering.Costs;
import network.ian.wasm.metering.MeteredCode;
import network.ian.wasm.metering.MeteredModuleWriter;
import network.ian.wasm.metering.RandomModule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The sandbox against V8: the same results, stops, fuel and memory on random modules, the same opinion of what is valid. Takes
 * {@code -Dian.seed} and {@code -Dian.modules}.
 */
@Tag("proof")
class V8AgreesProof {

    private static final int PAGES = 64;
    private static final long CAPACITY = 200_000;
    private static final int BATCH = 1_000;

    private final long seed = Long.getLong("ian.seed", 7);
    private final int modules = Integer.getInteger("ian.modules", 20_000);

    @Test
    void onWhatRandomModulesDo() {
        Random random = new Random(seed);
        Map<String, Integer> ends = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (int done = 0; done < modules; done += BATCH) {
            List<String> questions = new ArrayList<>();
            List<String> ours = new ArrayList<>();
            List<Long> seeds = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                seeds.add(random.nextLong());
                ask(seeds.get(i), random, questions, ours);
            }
            List<String> theirs = V8.answers(questions);
            for (int i = 0; i < ours.size(); i++) {
                ends.merge(ours.get(i).split("\\|", -1)[1], 1, Integer::sum);
                if (!ours.get(i).equals(theirs.get(i))) {
                    wrong.add("module seed " + seeds.get(i) + ": " + ours.get(i) + ", V8 " + theirs.get(i));
                }
            }
            System.out.println(
                    "seed " + seed + ", " + (done + BATCH) + " modules: " + ends + ", differences " + wrong.size());
        }
        assertThat(wrong).isEmpty();
    }

    private static void ask(long moduleSeed, Random random, List<String> questions, List<String> ours) {
        Bytes wasm = RandomModule.of(moduleSeed);
        long integer = random.nextInt(100);
        long real = Double.doubleToRawLongBits(random.nextGaussian());
        Outcome interpreted = Outcome.of(Outcome.module(wasm), WasmEngine.INTERPRETER, CAPACITY, "run", integer, real);
        Outcome compiled = Outcome.of(Outcome.module(wasm), WasmEngine.COMPILER, CAPACITY, "run", integer, real);
        assertThat(compiled).as("module seed %d", moduleSeed).isEqualTo(interpreted);
        DecodedModule decoded = ModuleDecoder.decode(wasm);
        MeteredCode code = MeteredModuleWriter.write(decoded, PAGES);
        questions.add(String.join(
                " ",
                "run",
                base64(code.bytes()),
                "" + code.fuelGlobal(),
                "" + code.stackGlobal(),
                "" + Costs.STACK_BYTES,
                "" + code.startFuel(),
                "" + CAPACITY,
                "run",
                "" + integer,
                "" + real));
        ours.add(shown(interpreted));
    }

    private static String shown(Outcome outcome) {
        String stop = outcome.stop().isEmpty()
                ? ""
                : outcome.stop().substring(0, outcome.stop().indexOf(':'));
        String results = outcome.results().isEmpty()
                ? ""
                : outcome.results().get(0).intValue() + " " + outcome.results().get(1);
        return results + "|" + stop + "|" + outcome.fuel() + "|" + outcome.memory();
    }

    /** What we accept is valid for V8; what V8 accepts we accept, or refuse by a rule of docs/AGENTS.md. */
    @Test
    void onWhatIsValid() {
        Random random = new Random(seed);
        List<Bytes> originals = new ArrayList<>(
                AssembledModules.all().stream().map(HostileModule::wasm).toList());
        for (int i = 0; i < 200; i++) {
            originals.add(RandomModule.of(random.nextLong()));
        }
        Map<String, Integer> stricter = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        int accepted = 0;
        for (int done = 0; done < modules * 5; done += BATCH) {
            List<Bytes> changed = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                changed.add(changed(originals.get(random.nextInt(originals.size())), random));
            }
            List<String> valid = V8.answers(
                    changed.stream().map(bytes -> "valid " + base64(bytes)).toList());
            for (int i = 0; i < BATCH; i++) {
                String refusal = refusal(changed.get(i));
                accepted += refusal.isEmpty() ? 1 : 0;
                if (refusal.isEmpty() && valid.get(i).equals("false")) {
                    wrong.add("accepted, V8 refuses: " + changed.get(i));
                } else if (!refusal.isEmpty() && valid.get(i).equals("true")) {
                    stricter.merge(refusal, 1, Integer::sum);
                }
            }
        }
        System.out.println("seed " + seed + ", " + modules * 5 + " changed modules, " + accepted + " accepted");
        System.out.println(stricter.entrySet().stream()
                .map(entry -> "  V8 accepts: " + entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining("\n")));
        assertThat(wrong).isEmpty();
    }

    private static String refusal(Bytes module) {
        try {
            AnyModule.load(module.toArray(), 65_536);
            return "";
        } catch (MalformedException e) {
            return e.getMessage()
                    .replaceAll("\\(offset 0x[0-9a-f]+\\)", "")
                    .replaceAll("0x[0-9a-f]+|\\d+", "N")
                    .strip();
        }
    }

    private static Bytes changed(Bytes original, Random random) {
        byte[] bytes = original.toArray();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            int at = 8 + random.nextInt(bytes.length - 8);
            bytes[at] = (byte) (random.nextBoolean() ? bytes[at] ^ 1 << random.nextInt(8) : random.nextInt(256));
        }
        return Bytes.wrap(bytes);
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.view());
    }
}
