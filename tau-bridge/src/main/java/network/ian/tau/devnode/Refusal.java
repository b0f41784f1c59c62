package network.ian.tau.devnode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Why a command is not carried out.
 *
 * @param code one of Tau's error codes
 * @param details empty if there is nothing to add
 */
record Refusal(String code, String message, ObjectNode details) {

    static Refusal of(String code, String message) {
        return new Refusal(code, message, JsonNodeFactory.instance.objectNode());
    }

    Refusal with(String name, String value) {
        ObjectNode more = details.deepCopy();
        more.put(name, value);
        return new Refusal(code, message, more);
    }

    Refusal with(String name, long value) {
        ObjectNode more = details.deepCopy();
        more.put(name, value);
        return new Refusal(code, message, more);
    }
}
