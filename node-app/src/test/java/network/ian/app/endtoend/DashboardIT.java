package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import network.ian.app.browser.Chromium;
import network.ian.app.browser.Page;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard in a browser, on a network of three nodes of which one anchors and one asks for a token. */
class DashboardIT {

    /** The same agents each time, and so the same scores: one that is better than the first fifteen, which are alike, comes soon. */
    private static final long SEED = 11;

    private static final String KEY = "a-key-for-the-dashboard-test";
    private static final Path CHECKS = Path.of("src/test/dashboard");
    private static final String VERDICT = "document.querySelector('.verdict')?.dataset.outcome";
    private static final String FIRST = "document.querySelector('#leaderboard tbody tr')";

    @RegisterExtension
    final Machine machine = new Machine();

    private final Agents agents = new Agents(SEED);
    private NodeProcess first;
    private NodeProcess second;
    private NodeProcess closed;
    private String hostile;
    private Page page;

    @Test
    void everythingIsShownAndNothingIsBelieved() throws Exception {
        new NodeJs(machine).install(CHECKS);
        try (Chromium chromium = Chromium.start();
                TauGoal goal = TauGoal.start(machine, 7, Duration.ofMillis(500), Duration.ofSeconds(1))) {
            network(goal);
            contribute();
            page = chromium.page();
            page.size(1440, 1000, 1);
            page.look("light", false);
            page.open(first.api().address().resolve("/"));

            whatIsThereIsShown();
            aPageThatNobodySeesHoldsNoConnection();
            theLeaderboardMovesWithoutAReload();
            theKeyboardLeadsToAProof();
            aSpoiltProofIsFalse();
            hostileTextIsText();
            othersRulesFindNothingSerious();
            aPhoneNeedsNoSidewaysScrolling();
            assertThat(page.complaints()).as("console, exceptions, policy").isEmpty();
            withoutWebCryptoALibraryVerifies();
            assertThat(page.complaints()).as("console, exceptions, policy").isEmpty();
            nothingWasAskedOfOthers(first.api().address());
            aTokenIsAskedFor();
            aNodeThatIsGoneIsSaidToBe();
        }
    }

    private void network(TauGoal goal) throws Exception {
        Cluster cluster = new Cluster(machine);
        first = cluster.seed(NodeProcess.Place.HERE, goal.committing(2, 10).toArray(String[]::new));
        int port = Cluster.peerPort(first);
        second = cluster.joining(
                NodeProcess.Place.HERE, "127.0.0.1", port, goal.watching().toArray(String[]::new));
        Path key = machine.path("api.key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, KEY);
        List<String> flags = new ArrayList<>(goal.flags());
        flags.addAll(List.of("--p2p-seed-nodes", "tcp://127.0.0.1:" + port));
        flags.addAll(List.of("--api-key-file", key.toString(), "--api-protect-reads", "true"));
        closed = machine.node(flags.toArray(String[]::new)).start();
        Cluster.awaitPeers(first, 2);
    }

    private void contribute() {
        int accepted = 0;
        for (int turn = 0; accepted < 14; turn++) {
            assertThat(turn).as("most are accepted").isLessThan(200);
            Api api = (turn % 2 == 0 ? first : second).api();
            accepted += api.contribute(agents.next(0.95)).withStatus(200).accepted() ? 1 : 0;
        }
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("<script>window.hacked=2</script>", "\u202Eevil\u202C " + Agents.HOSTILE);
        hostile = until(
                () -> first.api().contribute(Agents.contribution(Agents.HOSTILE, agents.policy(0.95), metadata)),
                Reply::accepted);
    }

    /** The first answer that is as wanted, to different contributions. */
    private static String until(Supplier<Reply> contribute, Predicate<Reply> wanted) {
        for (int turn = 0; turn < 300; turn++) {
            Reply reply = contribute.get().withStatus(200);
            if (wanted.test(reply)) {
                return reply.data().path("contribution_id").asText();
            }
        }
        throw new AssertionError("none of 300 contributions is as wanted");
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void whatIsThereIsShown() {
        page.await("document.querySelectorAll('#leaderboard tbody tr').length === 10");
        page.await("[...document.querySelectorAll('#log td.name')].some(cell => cell.textContent.startsWith('<img'))");
        page.await("document.querySelectorAll('#peers tbody tr').length === 2");
        page.await("document.querySelectorAll('#tau tbody tr').length > 0");
        page.await("document.querySelectorAll('#equity path.line').length === 2");
        page.await("document.querySelectorAll('#activity .bar').length > 0");
        page.await("document.querySelector('#alerts .content:not([hidden])')");
        page.await("document.querySelector('#connection').dataset.mode === 'live'");
        assertThat(page.text("#who"))
                .contains(first.api()
                        .get("/api/v1/info")
                        .data()
                        .path("node_id")
                        .asText()
                        .substring(0, 12));
        assertThat(page.text("#connection")).isEqualTo("Live");
        assertThat(page.value("document.querySelectorAll('.panel[data-error]').length")
                        .asInt())
                .isZero();
    }

    private void aPageThatNobodySeesHoldsNoConnection() {
        seen(false);
        page.await("document.querySelector('#connection').dataset.mode === 'reconnecting'");
        // A connection that was left is noticed when something is written to it.
        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> first.api().contribute(agents.next(0.95)).status() == 200
                        && first.api().get("/metrics").text().contains("ian_stream_clients{transport=\"sse\",} 0.0"));
        seen(true);
        page.await("document.querySelector('#connection').dataset.mode === 'live'");
    }

    /** As a browser says it when its tab is left, and come back to. */
    private void seen(boolean visible) {
        page.value("Object.defineProperty(document, 'hidden', {value: " + !visible
                + ", configurable: true}); document.dispatchEvent(new Event('visibilitychange'))");
    }

    private void theLeaderboardMovesWithoutAReload() {
        page.value("window.sameDocument = true");
        String leader = page.value(FIRST + ".querySelector('a').dataset.entry").asText();
        double best = first.api()
                .get("/api/v1/leaderboard/" + Api.GOAL + "?limit=1")
                .data()
                .path("entries")
                .path(0)
                .path("score")
                .asDouble();
        String id = until(
                () -> second.api().contribute(Agents.contribution("better", agents.policy(0.6), empty())),
                reply -> reply.accepted() && reply.data().path("score").asDouble() > best);
        page.await(FIRST + ".querySelector('a').dataset.entry === '" + id + "'");
        page.await(FIRST + ".dataset.move === 'new'");
        page.await("document.querySelector('#leaderboard a[data-entry=\"" + leader
                + "\"]').closest('tr').dataset.move === 'down'");
        page.await("document.querySelector('.figures .detail').textContent === 'by better'");
        page.await("document.querySelector('#equity .legend').textContent.includes('better')");
        assertThat(page.value("window.sameDocument").asBoolean()).isTrue();
    }

    private void theKeyboardLeadsToAProof() {
        page.value("document.activeElement.blur()");
        for (int tab = 0;
                !page.value("document.activeElement.matches('#leaderboard a[data-entry]')")
                        .asBoolean();
                tab++) {
            assertThat(tab).as("tabs to the first entry").isLessThan(20);
            page.press("Tab");
        }
        page.press("Enter");
        page.await(VERDICT + " === 'true'");
        assertThat(page.text(".verdict")).contains("Verified in this browser").contains("WebCrypto");
        assertThat(page.value("[...document.querySelectorAll('.checks li')].map(check => check.dataset.outcome).join()")
                        .asText())
                .isEqualTo("true,true,true,true,true");
        assertThat(page.value("document.querySelectorAll('.path li').length").asInt())
                .isGreaterThan(2);
        assertThat(page.value("document.querySelector('#entry').contains(document.activeElement)")
                        .asBoolean())
                .isTrue();
        page.press("Escape");
        page.await("!document.querySelector('#entry').open");
        page.await("document.activeElement.matches('#leaderboard a[data-entry]')");
    }

    private void aSpoiltProofIsFalse() {
        page.tamper("*/api/v1/proof/*", DashboardIT::spoilt);
        page.click("#log a[data-entry]");
        page.await(VERDICT + " === 'false'");
        assertThat(page.text(".verdict")).contains("FALSE").contains("another root than the page holds");
        page.tamperNoMore();
        page.value(
                "[...document.querySelectorAll('#entry button')].find(one => one.textContent === 'Check again').click()");
        page.await(VERDICT + " === 'true'");
        page.press("Escape");
        page.await("!document.querySelector('#entry').open");
    }

    /** The same answer with one digit of the first sibling changed. */
    private static String spoilt(String answer) {
        JsonNode envelope = Json.parse(answer);
        ObjectNode sibling = (ObjectNode) envelope.path("data").path("siblings").path(0);
        String hash = sibling.path("hash").asText();
        sibling.put("hash", (hash.startsWith("0") ? "1" : "0") + hash.substring(1));
        return envelope.toString();
    }

    private void hostileTextIsText() {
        page.value("location.hash = '/" + Api.GOAL + "/entry/" + hostile + "'");
        page.await(VERDICT + " === 'true'");
        assertThat(page.text(".entry-content"))
                .contains(Agents.HOSTILE)
                .contains("<script>window.hacked=2</script>")
                .contains("⟨202E⟩evil⟨202C⟩")
                .doesNotContain("\u202E");
        assertThat(page.value("document.querySelectorAll('main img, dialog img, body script').length")
                        .asInt())
                .isZero();
        assertThat(page.value("String(window.hacked)").asText()).isEqualTo("undefined");
    }

    /** With an entry open, and without. */
    private void othersRulesFindNothingSerious() throws Exception {
        page.value(Files.readString(CHECKS.resolve("node_modules/axe-core/axe.min.js")) + "; true");
        for (String scheme : List.of("dark", "light")) {
            page.look(scheme, true);
            assertThat(violations()).as("an entry, " + scheme).isEmpty();
        }
        page.press("Escape");
        page.await("!document.querySelector('#entry').open");
        page.value(
                "document.querySelector('#equity button').click(); document.querySelector('#alerts summary').click()");
        for (String scheme : List.of("dark", "light")) {
            page.look(scheme, true);
            assertThat(violations()).as("the page, " + scheme).isEmpty();
        }
        page.value("document.querySelector('#equity button').click()");
    }

    private List<String> violations() {
        JsonNode found = page.value(
                "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations"
                        + ".filter(one => one.impact === 'serious' || one.impact === 'critical')"
                        + ".map(one => one.id + ': ' + one.nodes.map(node => node.target + ' ' + node.failureSummary).join('; ')))");
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private void aPhoneNeedsNoSidewaysScrolling() {
        page.size(360, 740, 1);
        page.await("innerWidth === 360");
        assertThat(page.value("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
        page.click("#log a[data-entry]");
        page.await(VERDICT + " === 'true'");
        assertThat(page.value("document.querySelector('#entry').scrollWidth").asInt())
                .isLessThanOrEqualTo(360);
        page.press("Escape");
        page.await("!document.querySelector('#entry').open");
        page.size(1440, 1000, 1);
    }

    /** Over plain HTTP from another host a browser has no WebCrypto. */
    private void withoutWebCryptoALibraryVerifies() {
        int port = first.api().address().getPort();
        page.open(URI.create("http://" + Chromium.FOREIGN_HOST + ":" + port + "/#/" + Api.GOAL + "/entry/3"));
        page.await("location.hostname === '" + Chromium.FOREIGN_HOST + "' && " + VERDICT + " === 'true'");
        assertThat(page.value("String(crypto.subtle)").asText()).isEqualTo("undefined");
        assertThat(page.text(".verdict")).contains("@noble/hashes");
        assertThat(page.text(".checks")).contains("only over HTTPS or on localhost");
    }

    private void nothingWasAskedOfOthers(URI node) {
        assertThat(page.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.getHost()).isIn(node.getHost(), Chromium.FOREIGN_HOST);
            assertThat(request.getPort()).isEqualTo(node.getPort());
        });
    }

    private void aTokenIsAskedFor() {
        page.open(closed.api().address().resolve("/"));
        page.await("document.querySelector('dialog.small')?.open");
        page.await("document.activeElement.id === 'token-field'");
        page.type("a-wrong-key");
        page.press("Enter");
        page.await("document.querySelector('#token-said').textContent === 'the key is wrong'");
        page.type(KEY);
        page.press("Enter");
        page.await("document.querySelectorAll('#leaderboard tbody tr').length === 10");
        page.await("document.querySelector('#connection').dataset.mode === 'live'");
        assertThat(page.value("sessionStorage.length + localStorage.length").asInt())
                .isEqualTo(1);
        assertThat(page.requests())
                .allSatisfy(request -> assertThat(request.toString()).doesNotContain(KEY));
    }

    /** What was shown stays, marked as old. */
    private void aNodeThatIsGoneIsSaidToBe() {
        closed.kill();
        page.await("document.querySelector('#connection').dataset.mode === 'offline'");
        assertThat(page.text("#connection")).matches("Offline since \\d\\d:\\d\\d:\\d\\d");
        page.await("document.querySelector('#leaderboard .stale').textContent.includes('the node cannot be reached')");
        assertThat(page.value("document.querySelectorAll('#leaderboard tbody tr').length")
                        .asInt())
                .isEqualTo(10);
    }
}
