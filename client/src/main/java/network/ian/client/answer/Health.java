package network.ian.client.answer;

import java.util.List;

/**
 * What a node's checks found.
 *
 * @param status UP, DEGRADED (alive, not ready) or DOWN
 */
public record Health(String status, boolean live, boolean ready, List<Check> checks) {

    private static final int MOST = 1_000;

    /**
     * One check.
     *
     * @param needed what a failure of it costs: LIVE, READY or NOTHING
     */
    public record Check(String name, boolean ok, String detail, String needed) {

        private static Check read(Fields in) {
            return new Check(in.text("name"), in.bool("ok"), in.text("detail"), in.text("needed"));
        }
    }

    /** From {@code /health} with {@code Accept: application/json}. */
    public static Health read(Fields in) {
        return new Health(in.text("status"), in.bool("live"), in.bool("ready"), in.list("checks", MOST, Check::read));
    }
}
