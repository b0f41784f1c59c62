import java.nio.file.Path;
import network.ian.client.CheckedLog;
import network.ian.client.IanClient;
import network.ian.client.LogWitness;
import network.ian.client.contribution.Retry;
import network.ian.client.stream.Channel;
import network.ian.client.stream.Subscription;
import network.ian.core.identity.IdentityFile;

/**
 * Contributes an agent with a key of its own, proves that it is in the log, and follows what others contribute. Needs a running node, and a key:
 *
 * <pre>
 * ./ian keygen -o me.json
 * java -cp 'node-app/target/lib/*' examples/client/Example.java
 * </pre>
 */
final class Example {

    public static void main(String[] arguments) throws Exception {
        String goal = "DEMO_TRADING_AGENT";
        String policy = "{\"policy\":\"ma_crossover\",\"fast\":20,\"slow\":100}";
        try (var node = IanClient.to("http://localhost:8000").build()) {
            var me = node.contributor(goal, IdentityFile.load(Path.of("me.json")).signer());
            var verdict = node.contribute(me.sign(policy), Retry.BRIEFLY);
            System.out.println("accepted: " + verdict.accepted() + ", score " + verdict.score());
            var log = new LogWitness(node, goal, CheckedLog.NOTHING).check().now();
            var proof = node.proof(goal, verdict.contributionId(), log.size());
            System.out.println("proved to be in the log: " + proof.verify(log.root()));
            node.follow(Subscription.to(Channel.CONTRIBUTIONS), System.out::println).join();
        }
    }
}
