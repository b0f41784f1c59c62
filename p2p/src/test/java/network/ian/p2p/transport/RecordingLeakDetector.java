package network.ian.p2p.transport;

import io.netty.util.ResourceLeakDetector;

/** Tells {@link LeakWatch}; made by Netty, whichever test of the process first touches a buffer. */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {

    /** As Netty makes it. */
    public RecordingLeakDetector(Class<?> resource, int samplingInterval) {
        super(resource, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resource, String records) {
        LeakWatch.record(resource + records);
    }

    @Override
    protected void reportUntracedLeak(String resource) {
        LeakWatch.record(resource);
    }
}
