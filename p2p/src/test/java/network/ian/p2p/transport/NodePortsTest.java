package network.ian.p2p.transport;

import static network.ian.p2p.transport.RunningNode.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.ingest.Entrance;
import network.ian.core.node.Goal;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.RecordVerifier;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.AddressSigner;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the protocol asks of a real node, and how it is answered: on its own thread, later. */
class NodePortsTest {

    @TempDir
    private Path data;

    private final SampleEntries entries = new SampleEntries(6);
    private final ProtocolThread thread = new ProtocolThread(MonotonicClock.system());
    private final WorkerPool readers = new WorkerPool("read", 1, 16);
    private RunningNode node;
    private Goal goal;
    private GoalSet set;

    @BeforeEach
    void open() throws IOException {
        node = new RunningNode(data);
        goal = node.node.goals().iterator().next();
        set = GoalEntries.setOf(goal);
        thread.start();
    }

    @AfterEach
    void close() {
        thread.stop(5_000);
        readers.close(Duration.ZERO);
        node.close();
    }

    @Test
    void admitsReadsBackAndGrowsTheSet() {
        List<WireEntry> admitted = admitted(3);
        soon().until(() -> node.network
                        .ask(protocol -> protocol.goals().iterator().next().size())
                        .join()
                == 3);
        assertThat(set.refresh()).isZero();
        assertThat(set.size()).isEqualTo(3);
        assertThat(set.contains(admitted.get(2).id())).isTrue();
        List<Hash> ids = new ArrayList<>(admitted.stream().map(WireEntry::id).toList());
        ids.add(1, Sha256.of(new byte[] {9}));
        assertThat(goal.dropBody(admitted.get(2).id())).isTrue();
        assertThat(load(ids, 1 << 20))
                .containsExactly(
                        new FetchedItem.Whole(admitted.get(0)),
                        new FetchedItem.Missing(ids.get(1)),
                        new FetchedItem.Whole(admitted.get(1)),
                        new FetchedItem.HeaderOnly(
                                ids.get(3),
                                admitted.get(2).header(),
                                admitted.get(2).signature()));
        assertThat(load(ids, admitted.get(0).contentBytes())).hasSize(2);
        assertThat(load(ids, 0)).containsExactly(new FetchedItem.Whole(admitted.get(0)));
    }

    @Test
    void aBadSignatureIsAVerdict() {
        WireEntry good = entry(node.node.uptimeNanos() / 1_000_000);
        WireEntry forged = WireEntry.of(good.header(), Bytes.wrap(new byte[64]), good.body());
        assertThat(judge(forged))
                .isInstanceOfSatisfying(
                        Verdict.Reject.class,
                        reject -> assertThat(reject.reason()).isEqualTo(Reason.INVALID_SIGNATURE));
    }

    @Test
    void recordsThatAreForgedAreLeftOut() {
        AddressSigner signer = new AddressSigner(SampleEntries.KEY, "ian-test");
        AddressRecord genuine = signer.sign(new HostPort("192.0.2.1", 9000), 5);
        AddressRecord moved =
                new AddressRecord(genuine.publicKey(), new HostPort("192.0.2.2", 9000), 5, genuine.signature());
        AddressRecord foreign = new AddressSigner(SampleEntries.KEY, "other").sign(new HostPort("192.0.2.1", 9000), 5);
        PoolRecordVerifier verifier =
                new PoolRecordVerifier(node.node.signatures(), "ian-test", node.node.workers(), thread);
        RecordVerifier.Result mixed = told(answer -> verifier.verify(List.of(moved, genuine, foreign), answer));
        assertThat(mixed).isEqualTo(new RecordVerifier.Result(List.of(genuine), true));
        RecordVerifier.Result clean = told(answer -> verifier.verify(List.of(genuine), answer));
        assertThat(clean.forged()).isFalse();
    }

    @Test
    void whatComesFasterThanItCanBeDecidedWaits() {
        List<WireEntry> entries =
                IntStream.range(0, 1_500).mapToObj(this::entry).toList();
        NodeAdmission admission = new NodeAdmission(node.node.ingress(), Map.of(set.topic(), goal), thread);
        List<Verdict> verdicts = new ArrayList<>();
        told((Consumer<Boolean> done) -> {
            for (int i = 0; i < entries.size(); i++) {
                Entrance entrance = i % 3 == 0 ? Entrance.DOOR : Entrance.HISTORY;
                admission.judge(set, entries.get(i), entrance, verdict -> {
                    verdicts.add(verdict);
                    if (verdicts.size() == entries.size()) {
                        done.accept(true);
                    }
                });
            }
        });
        assertThat(verdicts).hasSize(entries.size()).noneMatch(Verdict.Undecided.class::isInstance);
    }

    /** 600 entries of a goal whose first evaluation never ends, then one of a goal whose evaluations are short. */
    @Test
    void aGoalWithLongEvaluationsKeepsNoOtherGoalWaiting() throws IOException {
        String document = new String(GoalCatalog.demoGoal().canonical().toArray(), StandardCharsets.UTF_8)
                .replace(GoalCatalog.DEMO_GOAL, "ENDLESS")
                .replace("trading-v1", EndlessHarness.ID);
        Goal endless = node.node.addGoal(GoalSpecCodec.decode("test", document.getBytes(StandardCharsets.UTF_8)));
        GoalSet endlessSet = GoalEntries.setOf(endless);
        List<WireEntry> stuck = IntStream.range(0, 600)
                .mapToObj(i -> entries.next(endless.spec().topic(), i))
                .toList();
        NodeAdmission admission =
                new NodeAdmission(node.node.ingress(), Map.of(set.topic(), goal, endlessSet.topic(), endless), thread);
        List<Verdict> overloaded = new CopyOnWriteArrayList<>();
        Verdict quick = told(answer -> {
            stuck.forEach(entry -> admission.judge(endlessSet, entry, Entrance.HISTORY, overloaded::add));
            admission.judge(set, entry(1), Entrance.HISTORY, answer);
        });
        assertThat(quick).isNotInstanceOf(Verdict.Undecided.class);
        // 256 wait here, half of the queue waits for the threads that are busy; the others may come
        // again.
        int threads = node.node.agentWorkers().threads();
        int taken = 256 + threads + node.node.agentWorkers().mostOfOneSource();
        soon().until(() -> overloaded.size() >= 600 - taken - 1);
        assertThat(overloaded)
                .hasSizeBetween(600 - taken - 1, 600 - 256)
                .allMatch(verdict ->
                        verdict instanceof Verdict.Undecided undecided && undecided.reason() == Reason.OVERLOADED);
    }

    private List<WireEntry> admitted(int count) {
        List<WireEntry> admitted = new ArrayList<>();
        for (int i = 0; admitted.size() < count && i < 100; i++) {
            WireEntry entry = entry(i);
            if (judge(entry) instanceof Verdict.Accept) {
                admitted.add(entry);
                assertThat(set.contains(entry.id())).as("in the set by then").isTrue();
            }
        }
        assertThat(admitted).hasSize(count);
        return admitted;
    }

    private WireEntry entry(long timestampMs) {
        return entries.next(goal.spec().topic(), timestampMs);
    }

    private Verdict judge(WireEntry entry) {
        NodeAdmission admission = new NodeAdmission(node.node.ingress(), Map.of(set.topic(), goal), thread);
        return told(answer -> admission.judge(set, entry, Entrance.HISTORY, answer));
    }

    private List<FetchedItem> load(List<Hash> ids, int budget) {
        NodeEntryLoader loader = new NodeEntryLoader(Map.of(set.topic(), goal), readers, thread);
        return told(answer -> loader.load(set, ids, budget, answer));
    }

    /** Asks on the protocol's thread and checks that the answer comes there, after the question returned. */
    private <T> T told(Consumer<Consumer<T>> question) {
        CompletableFuture<T> told = new CompletableFuture<>();
        thread.tell(() -> {
            Thread asked = Thread.currentThread();
            question.accept(answer -> {
                if (Thread.currentThread() == asked) {
                    told.complete(answer);
                } else {
                    told.completeExceptionally(new AssertionError("not the protocol's thread"));
                }
            });
            if (told.isDone()) {
                told.obtrudeException(new AssertionError("before the call returned"));
            }
        });
        return told.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
