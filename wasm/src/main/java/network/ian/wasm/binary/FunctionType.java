package network.ian.wasm.binary;

import java.util.List;

/** Parameters and results, each a {@link ValueType}. */
public record FunctionType(List<Byte> parameters, List<Byte> results) {

    public FunctionType {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
    }

    /** As the text format writes it, e.g. {@code (param i32 i32) (result f64)}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        append(text, "param", parameters);
        append(text, "result", results);
        return text.length() == 0 ? "(no parameters, no results)" : text.toString();
    }

    private static void append(StringBuilder text, String word, List<Byte> types) {
        if (!types.isEmpty()) {
            text.append(text.length() == 0 ? "" : " ").append('(').append(word);
            types.forEach(type -> text.append(' ').append(ValueType.name(type)));
            text.append(')');
        }
    }
}
