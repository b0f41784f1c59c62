package network.ian.core.node;

import java.nio.charset.StandardCharsets;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;

/** Goals that differ from the demo goal in their id or in more. */
final class GoalVariants {

    static final String DEMO = new String(GoalCatalog.demoGoal().canonical().toArray(), StandardCharsets.UTF_8);

    private GoalVariants() {}

    /** The demo goal by another id. */
    static GoalSpec spec(String id) {
        return decode(DEMO.replace("DEMO_TRADING_AGENT", id));
    }

    /** The demo goal by another id and with more steps, so with another topic than {@link #spec} has. */
    static GoalSpec changed(String id) {
        return decode(DEMO.replace("DEMO_TRADING_AGENT", id).replace("\"steps\":", "\"steps\":1"));
    }

    static GoalSpec decode(String document) {
        return GoalSpecCodec.decode("test", document.getBytes(StandardCharsets.UTF_8));
    }
}
