package network.ian.tau.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;

/**
 * A number with a fraction or an exponent, or one of the words that Tau nodes write for what is no number, as it was
 * written. A transaction's hash covers its text, and no binary or decimal form gives back every such text ({@code -0.0},
 * {@code 1e+16}, {@code NaN}).
 */
final class SourceNumber extends ValueNode {

    private static final long serialVersionUID = 1L;

    private final String source;

    SourceNumber(String source) {
        this.source = source;
    }

    @Override
    public JsonToken asToken() {
        return JsonToken.VALUE_NUMBER_FLOAT;
    }

    @Override
    public JsonNodeType getNodeType() {
        return JsonNodeType.NUMBER;
    }

    @Override
    public String asText() {
        return source;
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeNumber(source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceNumber that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
