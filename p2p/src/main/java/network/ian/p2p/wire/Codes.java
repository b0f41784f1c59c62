package network.ian.p2p.wire;

import java.util.function.ToIntFunction;

/** Reads enumerations whose constants carry their code. */
final class Codes {

    private Codes() {}

    /** The constant of the next byte; the first one, and a fault, if there is none. */
    static <E> E read(FrameReader in, E[] constants, ToIntFunction<E> code) {
        int wanted = in.u8();
        for (E constant : constants) {
            if (code.applyAsInt(constant) == wanted) {
                return constant;
            }
        }
        in.broken(WireFault.FIELD_VALUE);
        return constants[0];
    }
}
