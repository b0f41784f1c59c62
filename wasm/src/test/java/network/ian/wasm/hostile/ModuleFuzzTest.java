package network.ian.wasm.hostile;

import java.util.Arrays;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import network.ian.wasm.binary.ModuleDecoder;
import network.ian.wasm.sandbox.AgentModule;

/** Modules as strangers send them: what the decoder and the way to a running agent may cost. */
class ModuleFuzzTest extends FuzzContract {

    private static final int PAGES = 64;
    private static final byte[] HEAD = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final List<Class<? extends Exception>> MALFORMED = List.of(MalformedException.class);

    @Override
    protected List<FuzzTarget> targets() {
        // Behind magic and version, which only one number of each passes.
        List<byte[]> modules = AssembledModules.all().stream()
                .map(HostileModule::wasm)
                .filter(ModuleFuzzTest::isAModule)
                .map(Bytes::toArray)
                .map(module -> Arrays.copyOfRange(module, HEAD.length, module.length))
                .toList();
        return List.of(
                new FuzzTarget(
                        "module, decoded",
                        modules,
                        List.of(),
                        MALFORMED,
                        new Allocation(400, 512 << 10),
                        1_000_000,
                        input -> ModuleDecoder.decode(whole(input))),
                new FuzzTarget(
                        "module, loaded",
                        modules,
                        List.of(),
                        MALFORMED,
                        new Allocation(20_000, 16 << 20),
                        200_000,
                        input -> AgentModule.load(whole(input), PAGES)));
    }

    /** Some of them are hostile by not being one. */
    private static boolean isAModule(Bytes wasm) {
        try {
            AgentModule.load(wasm, PAGES);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    private static Bytes whole(byte[] behindHead) {
        byte[] module = Arrays.copyOf(HEAD, HEAD.length + behindHead.length);
        System.arraycopy(behindHead, 0, module, HEAD.length, behindHead.length);
        return Bytes.wrap(module);
    }
}
