package network.ian.wasm.metering;

/** The canonical NaNs of WebAssembly (section 3.3.2, "nan"), positive, and what compares floats. */
final class CanonicalNan {

    static final byte[] SINGLE = {0, 0, (byte) 0xC0, 0x7F};
    static final byte[] DOUBLE = {0, 0, 0, 0, 0, 0, (byte) 0xF8, 0x7F};
    static final int F32_EQ = 0x5B;
    static final int F64_EQ = 0x61;

    private CanonicalNan() {}
}
