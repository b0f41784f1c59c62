package network.ian.api.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import network.ian.api.access.Caller;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;

/**
 * A request as an endpoint sees it.
 *
 * @param caller who asks; empty on a route that is open to everybody
 * @param client address of who asks, as far as trusted proxies tell
 * @param requested the path as it was asked for, from the root
 * @param headers a header's value by name in any case; null where absent
 * @param body reads the whole body within the limit; called at most once
 */
public record ApiRequest(
        Optional<Caller> caller,
        String client,
        String requested,
        Map<String, String> path,
        QueryString query,
        Function<String, String> headers,
        Supplier<RequestBody> body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    /** A part of the path that the route names. */
    public String pathText(String name) {
        return path.get(name);
    }

    /**
     * A part of the path as a position.
     *
     * @throws RefusedException naming it if it is no integer of 0 or more
     */
    public long pathIndex(String name) {
        return index(name, path.get(name));
    }

    /**
     * A part of the path as a hash.
     *
     * @throws MalformedException naming it if it is not 64 lower-case hex digits
     */
    public Hash pathHash(String name) {
        return Hash.fromHex(name, path.get(name));
    }

    /** A query parameter as a position; an empty one counts as absent. */
    public long queryIndex(String name, long absent) {
        return given(name).map(text -> index(name, text)).orElse(absent);
    }

    /** A query parameter as a position that must be there. */
    public long queryIndex(String name) {
        return index(name, given(name).orElseThrow(() -> RefusedException.malformed(name, "missing")));
    }

    public Optional<Hash> queryHash(String name) {
        return given(name).map(text -> Hash.fromHex(name, text));
    }

    private Optional<String> given(String name) {
        return query.get(name).filter(text -> !text.isEmpty());
    }

    /** What is too long for a long is beyond every end, which is what the largest long is as well. */
    private static long index(String name, String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw RefusedException.malformed(name, "expected an integer of 0 or more");
        }
        String significant = text.replaceFirst("^0+(?=.)", "");
        return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
    }
}
