package network.ian.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.PackCodec;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final int EMPTY_OBJECT_BYTES = 80;

    @Test
    void weighsMetadataAsTheObjectsItIsMadeOf() {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        ArrayNode list = metadata.putArray("a");
        for (int i = 0; i < 5_000; i++) {
            list.addObject();
        }
        assertThat(weight(10, metadata)).isGreaterThan(5_000 * EMPTY_OBJECT_BYTES);
        assertThat(weight(100_000, JsonNodeFactory.instance.objectNode())).isBetween(200_000, 202_000);
    }

    @Test
    void hasRoomUpToBothBoundsAndAgainAfterLeaving() {
        InFlight inFlight = new InFlight(2, 100);
        assertThat(inFlight.tryEnter(60)).isTrue();
        assertThat(inFlight.tryEnter(41)).isFalse();
        assertThat(inFlight.tryEnter(40)).isTrue();
        assertThat(inFlight.tryEnter(0)).isFalse();
        inFlight.leave(60);
        assertThat(inFlight.contributions()).isEqualTo(1);
        assertThat(inFlight.tryEnter(60)).isTrue();
    }

    private static int weight(int parameterBytes, ObjectNode metadata) {
        AgentPack pack = new AgentPack(
                "1",
                Bytes.wrap(new byte[parameterBytes]),
                metadata,
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
        return InFlight.weight(pack, PackCodec.encode(pack).size());
    }
}
