package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import network.ian.api.RunningApi.Reply;

/**
 * A malformed or hostile request with the answer that it should get: its status and a sentence that says why.
 *
 * @param fragment part of the error, or of the reason of a rejected contribution
 */
record RefusedRequest(String name, int status, String fragment, Supplier<String> answer) {

    void assertRefused() {
        String text = answer.get();
        assertThat(text).as(text).startsWith(Integer.toString(status));
        assertThat(text).contains(fragment);
        assertThat(text).contains("\"timestamp\":" + RunningApi.NOW_MS);
        assertThat(text).contains("Cache-Control: no-store");
        assertThat(text)
                .doesNotContain("Exception")
                .doesNotContain("java.")
                .doesNotContain("network.ian")
                .doesNotContain("jackson")
                .doesNotContain("Feature")
                .doesNotContain("Constraints")
                .doesNotContain("\tat ")
                .doesNotContain("Jetty")
                .doesNotContain("Server:")
                .doesNotContain("Set-Cookie");
    }

    /** Status, headers and body as one text. */
    static String describe(Reply reply) {
        StringBuilder all = new StringBuilder().append(reply.status()).append('\n');
        // The client shows names in lower case.
        reply.response()
                .headers()
                .map()
                .forEach((name, values) -> all.append(name.equalsIgnoreCase("cache-control") ? "Cache-Control" : name)
                        .append(": ")
                        .append(String.join(",", values))
                        .append('\n'));
        return all.append(reply.text()).toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
