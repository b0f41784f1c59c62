package network.ian.p2p.transport;

import java.util.List;
import java.util.function.Consumer;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.runtime.WorkerPool;
import network.ian.p2p.port.RecordVerifier;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.AddressSigner;

/** Checks address records on the node's workers, and only while most of their queue is free for contributions. */
final class PoolRecordVerifier implements RecordVerifier {

    private final SignatureVerifier signatures;
    private final String networkId;
    private final WorkerPool workers;
    private final ProtocolThread thread;

    PoolRecordVerifier(SignatureVerifier signatures, String networkId, WorkerPool workers, ProtocolThread thread) {
        this.signatures = signatures;
        this.networkId = networkId;
        this.workers = workers;
        this.thread = thread;
    }

    @Override
    public void verify(List<AddressRecord> records, Consumer<Result> verified) {
        boolean taken = workers.queued() < workers.queueCapacity() / 4
                && workers.offer(() -> {
                    Result result = check(records);
                    thread.tell(() -> verified.accept(result));
                });
        if (!taken) {
            thread.tell(() -> verified.accept(new Result(List.of(), false)));
        }
    }

    private Result check(List<AddressRecord> records) {
        List<AddressRecord> genuine = records.stream()
                .filter(record -> AddressSigner.isGenuine(record, networkId, signatures))
                .toList();
        return new Result(genuine, genuine.size() < records.size());
    }
}
