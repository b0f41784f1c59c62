package network.ian.core.contribution;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Sha256;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.history.RequestLines;
import network.ian.core.sample.RequestSampler;

/** Headers and packs as peers send them, requests as clients post them, files for {@code ian log import}. */
class ContributionFuzzTest extends FuzzContract {

    private static final int MAX_BYTES = 1 << 20;
    private static final RequestSampler SAMPLER = new RequestSampler(GoalCatalog.demoGoal(), 3);
    private static final long AT = 1_700_000_000_000L;

    /** A token of JSON costs thirty times its text in memory, and a header is decoded and encoded again. */
    private static final Allocation OF_JSON = new Allocation(200, 64 << 10);

    private static final List<Class<? extends Exception>> MALFORMED = List.of(MalformedException.class);

    @Override
    protected List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(
                        "contribution header",
                        samples(i -> header(i).toArray()),
                        FuzzTarget.JSON,
                        MALFORMED,
                        OF_JSON,
                        2_000_000,
                        ContributionFuzzTest::header),
                new FuzzTarget(
                        "agent pack",
                        samples(i ->
                                PackCodec.encode(SAMPLER.unsigned(i).pack()).toArray()),
                        List.of(),
                        MALFORMED,
                        OF_JSON,
                        2_000_000,
                        ContributionFuzzTest::pack),
                new FuzzTarget(
                        "contribution request",
                        requests(),
                        FuzzTarget.JSON,
                        MALFORMED,
                        OF_JSON,
                        2_000_000,
                        input -> ContributionRequestCodec.decode(input, MAX_BYTES)),
                new FuzzTarget(
                        "import file",
                        List.of(lines()),
                        FuzzTarget.JSON,
                        MALFORMED,
                        new Allocation(200, 1 << 20),
                        500_000,
                        ContributionFuzzTest::importFile));
    }

    /** What is accepted has exactly one form. */
    private static void header(byte[] input) {
        Header header = HeaderCodec.decode(Bytes.copyOf(input));
        if (!Arrays.equals(HeaderCodec.encode(header).toArray(), input)) {
            throw new AssertionError("a second encoding of " + header);
        }
    }

    private static void pack(byte[] input) {
        AgentPack pack = PackCodec.decode(Bytes.copyOf(input));
        if (!Arrays.equals(PackCodec.encode(pack).toArray(), input)) {
            throw new AssertionError("a second encoding of " + pack);
        }
    }

    /** Each line is refused or taken by itself; the file as a whole only for a line that is too long. */
    private static void importFile(byte[] input) throws Exception {
        RequestLines lines = new RequestLines(new ByteArrayInputStream(input), MAX_BYTES);
        MalformedException first = null;
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            try {
                ContributionRequestCodec.decode(line.orElseThrow(), MAX_BYTES);
            } catch (MalformedException e) {
                first = e;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static Bytes header(int i) {
        return HeaderCodec.encode(new Header(
                i % 2 == 0 ? "ann " + i : Sha256.of(new byte[32]).hex(),
                GoalCatalog.demoGoal().topic(),
                Kind.AGENT_PACK,
                PackCodec.hash(PackCodec.encode(SAMPLER.unsigned(i).pack())),
                Bytes.wrap(new byte[32]),
                i,
                i % 2 == 0,
                AT + i,
                java.util.Optional.empty()));
    }

    private static List<byte[]> requests() {
        return Stream.concat(
                        samples(i -> ContributionRequestCodec.encode(SAMPLER.signed(i, AT + i))).stream(),
                        samples(i -> ContributionRequestCodec.encode(SAMPLER.unsigned(i))).stream())
                .toList();
    }

    private static byte[] lines() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] request : requests().subList(0, 4)) {
            out.writeBytes(request);
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static List<byte[]> samples(java.util.function.IntFunction<byte[]> sample) {
        return IntStream.range(0, 12).mapToObj(sample).toList();
    }
}
