package network.ian.p2p.sync;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a partner may be asked for, what it was asked for, and how much it may be asked at a time. */
final class Supply {

    static final int REQUESTS = 4;
    static final int IDS = 128;
    static final int IDS_WHILE_STALLED = 16;

    private static final long SILENT_NANOS = 10_000_000_000L;
    private static final long WHOLE_NANOS = 60_000_000_000L;

    /** Peers of which nothing is heard are dropped after 35 s. */
    private static final long UNWILLING_NANOS = 40_000_000_000L;

    private final ArrayDeque<Want> queue = new ArrayDeque<>();
    private final Map<Integer, Request> open = new LinkedHashMap<>();
    private int mostRequests;
    private int lastRequest;
    private boolean stalled;
    private boolean proven;
    private boolean helper = true;
    private long timedOutNanos;
    private long stalledNanos;
    private long answeredNanos = Long.MIN_VALUE / 2;

    /** {@code commonGoals}: goals that share what the peer holds for later, 1 or more. */
    Supply(int commonGoals) {
        sharedBy(commonGoals);
    }

    /** So many goals share it from now on; requests that are under way are not taken back. */
    final void sharedBy(int commonGoals) {
        mostRequests = Math.max(1, Math.min(REQUESTS, Downloads.REQUESTS_OF_ONE / commonGoals));
    }

    /** Ids it may be asked for, in the order to ask; some may have been settled meanwhile. */
    ArrayDeque<Want> queue() {
        return queue;
    }

    /** Requests that are not answered to the end, by number. */
    Map<Integer, Request> open() {
        return open;
    }

    int nextRequest() {
        return ++lastRequest;
    }

    boolean everAsked(int request) {
        return request >= 1 && request <= lastRequest;
    }

    /** One request at a time until the first answer, so that silent peers do not use up what all may ask for. */
    boolean mayAskMore() {
        return !queue.isEmpty() && open.size() < (stalled || !proven ? 1 : mostRequests);
    }

    int batch() {
        return stalled ? IDS_WHILE_STALLED : IDS;
    }

    /** Whether its last answer did not come in time. */
    boolean stalled() {
        return stalled;
    }

    void answered(long nowNanos) {
        stalled = false;
        proven = true;
        answeredNanos = nowNanos;
    }

    /** Whether a request has waited too long: nothing at all came for a while, or not the whole of it. */
    boolean late(Request request, long nowNanos) {
        long movedNanos = Math.max(request.movedNanos(), answeredNanos);
        return nowNanos - movedNanos > SILENT_NANOS || nowNanos - request.askedNanos() > WHOLE_NANOS;
    }

    /** Whether a time-out tells something new: requests that were under way together time out together. */
    boolean timedOut(Request request, long nowNanos) {
        boolean fresh = !stalled || request.askedNanos() - timedOutNanos >= 0;
        stalledNanos = stalled ? stalledNanos : nowNanos;
        stalled = true;
        timedOutNanos = fresh ? nowNanos : timedOutNanos;
        return fresh;
    }

    /** Whether it is worth asking for what it did not advertise itself. */
    boolean helper() {
        return helper && !stalled;
    }

    void helper(boolean useful) {
        helper = useful;
    }

    /** Whether it was connected and answered nothing for longer than a dead peer stays connected. */
    boolean unwilling(long nowNanos) {
        return stalled && nowNanos - stalledNanos > UNWILLING_NANOS && !(queue.isEmpty() && open.isEmpty());
    }
}
