package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import network.ian.app.browser.Chromium;
import network.ian.app.browser.Page;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard in a browser, on a network of three nodes of which one anchors and one asks for a token. */
class DashboardIT {

    private static final Path CHECKS = Path.of("src/test/dashboard");
    private static final String FIRST = "document.querySelector('#leaderboard tbody tr')";

    @RegisterExtension
    final Machine machine = new Machine();

    private DashboardNetwork network;
    private Page page;

    @Test
    void everythingIsShownAndNothingIsBelieved() throws Exception {
        new NodeJs(machine).install(CHECKS);
        try (Chromium chromium = Chromium.start();
                TauGoal goal = TauGoal.start(machine, 7, Duration.ofMillis(500), Duration.ofSeconds(1))) {
            network = new DashboardNetwork(machine, goal);
            network.contribute();
            page = chromium.page();
            EntryDialog dialog = new EntryDialog(page, network);
            page.size(1440, 1000, 1);
            page.look("light", false);
            page.open(network.first.api().address().resolve("/"));

            whatIsThereIsShown();
            aPageThatNobodySeesHoldsNoConnection();
            theLeaderboardMovesWithoutAReload();
            dialog.theKeyboardLeadsToAProof();
            dialog.aSpoiltProofIsFalse();
            dialog.hostileTextIsText();
            othersRulesFindNothingSerious();
            aPhoneNeedsNoSidewaysScrolling();
            assertThat(page.complaints()).as("console, exceptions, policy").isEmpty();
            dialog.withoutWebCryptoALibraryVerifies();
            assertThat(page.complaints()).as("console, exceptions, policy").isEmpty();
            nothingWasAskedOfOthers(network.first.api().address());
            aTokenIsAskedFor();
            aNodeThatIsGoneIsSaidToBe();
        }
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
                .contains(network.first
                        .api()
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
                .until(() -> network.first
                                        .api()
                                        .contribute(network.agents.next(0.95))
                                        .status()
                                == 200
                        && network.first
                                .api()
                                .get("/metrics")
                                .text()
                                .contains("ian_stream_clients{transport=\"sse\",} 0.0"));
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
        double best = network.first
                .api()
                .get("/api/v1/leaderboard/" + Api.GOAL + "?limit=1")
                .data()
                .path("entries")
                .path(0)
                .path("score")
                .asDouble();
        String id = DashboardNetwork.until(
                () -> network.second
                        .api()
                        .contribute(Agents.contribution("better", network.agents.policy(0.6), empty())),
                reply -> reply.accepted() && reply.data().path("score").asDouble() > best);
        page.await(FIRST + ".querySelector('a').dataset.entry === '" + id + "'");
        page.await(FIRST + ".dataset.move === 'new'");
        page.await("document.querySelector('#leaderboard a[data-entry=\"" + leader
                + "\"]').closest('tr').dataset.move === 'down'");
        page.await("document.querySelector('.figures .detail').textContent === 'by better'");
        page.await("document.querySelector('#equity .legend').textContent.includes('better')");
        assertThat(page.value("window.sameDocument").asBoolean()).isTrue();
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
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
        page.await(EntryDialog.VERDICT + " === 'true'");
        assertThat(page.value("document.querySelector('#entry').scrollWidth").asInt())
                .isLessThanOrEqualTo(360);
        page.press("Escape");
        page.await("!document.querySelector('#entry').open");
        page.size(1440, 1000, 1);
    }

    private void nothingWasAskedOfOthers(URI node) {
        assertThat(page.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.getHost()).isIn(node.getHost(), Chromium.FOREIGN_HOST);
            assertThat(request.getPort()).isEqualTo(node.getPort());
        });
    }

    private void aTokenIsAskedFor() {
        page.open(network.closed.api().address().resolve("/"));
        page.await("document.querySelector('dialog.small')?.open");
        page.await("document.activeElement.id === 'token-field'");
        page.type("a-wrong-key");
        page.press("Enter");
        page.await("document.querySelector('#token-said').textContent === 'the key is wrong'");
        page.type(DashboardNetwork.KEY);
        page.press("Enter");
        page.await("document.querySelectorAll('#leaderboard tbody tr').length === 10");
        page.await("document.querySelector('#connection').dataset.mode === 'live'");
        assertThat(page.value("sessionStorage.length + localStorage.length").asInt())
                .isEqualTo(1);
        assertThat(page.requests())
                .allSatisfy(request -> assertThat(request.toString()).doesNotContain(DashboardNetwork.KEY));
    }

    /** What was shown stays, marked as old. */
    private void aNodeThatIsGoneIsSaidToBe() {
        network.closed.kill();
        page.await("document.querySelector('#connection').dataset.mode === 'offline'");
        assertThat(page.text("#connection")).matches("Offline since \\d\\d:\\d\\d:\\d\\d");
        page.await("document.querySelector('#leaderboard .stale').textContent.includes('the node cannot be reached')");
        assertThat(page.value("document.querySelectorAll('#leaderboard tbody tr').length")
                        .asInt())
                .isEqualTo(10);
    }
}
