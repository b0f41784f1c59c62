package network.ian.tau.devnode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauJson;

/** One answer. Written bit by bit, because {@code getblocks} knows no limit. */
interface Reply {

    /** Writes the line without its end. */
    void writeTo(OutputStream out) throws IOException;

    static Reply text(String line) {
        return out -> out.write(line.getBytes(StandardCharsets.UTF_8));
    }

    static Reply ok(String command, JsonNode data) {
        return out -> {
            text(opening("ok", command) + ",\"data\":").writeTo(out);
            out.write(TauJson.encode(data).view());
            out.write('}');
        };
    }

    static Reply error(String command, Refusal why) {
        var error = JsonNodeFactory.instance.objectNode();
        error.put("code", why.code());
        error.put("message", why.message());
        if (!why.details().isEmpty()) {
            error.set("details", why.details());
        }
        return out -> {
            text(opening("error", command) + ",\"error\":").writeTo(out);
            out.write(TauJson.encode(error).view());
            out.write('}');
        };
    }

    /** The answer to {@code getblocks}: the last of {@code total} blocks. */
    static Reply blocks(List<TauBlock> blocks, int total) {
        return out -> {
            text(opening("ok", "getblocks") + ",\"data\":{\"blocks\":[").writeTo(out);
            String separator = "";
            for (TauBlock block : blocks) {
                text(separator).writeTo(out);
                out.write(TauJson.encode(BlockJson.write(block)).view());
                separator = ",";
            }
            text("],\"total\":" + total + ",\"truncated\":" + (blocks.size() < total) + "}}")
                    .writeTo(out);
        };
    }

    private static String opening(String status, String command) {
        JsonNode name = JsonNodeFactory.instance.textNode(command);
        return "{\"status\":\"" + status + "\",\"command\":"
                + new String(TauJson.encode(name).view(), StandardCharsets.US_ASCII);
    }
}
