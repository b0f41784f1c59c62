package network.ian.core.config;

/**
 * One thing that an operator can set.
 *
 * @param key its name in the TOML file, {@code section.name}
 * @param environment its environment variable
 * @param type what it may be
 * @param defaultText its value where nobody sets one; empty for none; paths may start with {@code ~/} or
 *     {@code <data dir>/}
 * @param secrecy whether its value may be shown
 * @param description one sentence for the documentation and the help
 */
public record Setting<T>(
        String key, String environment, ValueType<T> type, String defaultText, Secrecy secrecy, String description) {

    /** Who may see a value. */
    enum Secrecy {
        /** Everybody. */
        OPEN,
        /** It is never shown, and can be read from a file instead. */
        SECRET,
        /** A secret whose file must be closed to other users of the machine. */
        PRIVATE_KEY
    }

    /** One that everybody may see. */
    static <T> Setting<T> open(
            String key, String environment, ValueType<T> type, String defaultText, String description) {
        return new Setting<>(key, environment, type, defaultText, Secrecy.OPEN, description);
    }

    /** Whether its value must never be shown, and can be read from a file instead. */
    public boolean secret() {
        return secrecy != Secrecy.OPEN;
    }

    /**
     * The command-line flag, {@code --data-dir} for {@code node.data_dir}, {@code --api-port} for {@code api.port}. A
     * secret has none, as every user of the machine sees a command line; {@link #fileFlag} takes its place.
     */
    public String flag() {
        String name = key.startsWith("node.") ? key.substring("node.".length()) : key;
        return "--" + name.replace('.', '-').replace('_', '-');
    }

    /** For a secret: the key that names a file holding the value. */
    String fileKey() {
        return key + "_file";
    }

    /** For a secret: the variable that names a file holding the value. */
    public String fileEnvironment() {
        return environment + "_FILE";
    }

    /** For a secret: the flag that names a file holding the value. */
    public String fileFlag() {
        return flag() + "-file";
    }

    /** The allowed values in words. */
    String range() {
        return type.range();
    }

    /** Whether the value is a number, a boolean or a list where it is shown as data. */
    public boolean isInteger() {
        return type.shape() == ValueType.Shape.INTEGER;
    }

    public boolean isBoolean() {
        return type.shape() == ValueType.Shape.BOOLEAN;
    }

    public boolean isList() {
        return type.shape() == ValueType.Shape.LIST;
    }
}
