package network.ian.wasm.sandbox;

/** A value or pattern of the specification's test scripts: {@code i32:ff}, {@code f64:3ff0000000000000}, {@code canonical_nan}. */
record SpecValue(String type, long bits) {

    private static final long NAN_32 = 0x7FC00000L;
    private static final long NAN_64 = 0x7FF8000000000000L;

    static SpecValue of(String text) {
        if (text.endsWith("_nan")) {
            return new SpecValue("nan", 0);
        }
        int colon = text.indexOf(':');
        if (colon < 0 || text.startsWith("other")) {
            return new SpecValue("other", 0);
        }
        return new SpecValue(text.substring(0, colon), Long.parseUnsignedLong(text.substring(colon + 1), 16));
    }

    /** A reference or a vector, which agents have not. */
    boolean isForeign() {
        return type.equals("other");
    }

    /**
     * Whether {@code actual} is right. Where the specification leaves a NaN's bits open (canonical and arithmetic NaN
     * patterns), the sandbox promises more: the positive canonical NaN.
     */
    boolean matches(long actual, boolean wide) {
        if (type.equals("nan")) {
            return wide ? actual == NAN_64 : (actual & 0xFFFFFFFFL) == NAN_32;
        }
        return wide ? actual == bits : (actual & 0xFFFFFFFFL) == bits;
    }

    @Override
    public String toString() {
        return type + ":" + Long.toHexString(bits);
    }
}
