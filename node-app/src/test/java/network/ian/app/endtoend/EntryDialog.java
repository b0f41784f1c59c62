package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import network.ian.app.browser.Chromium;
import network.ian.app.browser.Page;

/**
 * The dashboard's view of one entry: the proof is verified in the browser, a spoilt one is refused, and text is text.
 */
record EntryDialog(Page page, DashboardNetwork network) {

    static final String VERDICT = "document.querySelector('.verdict')?.dataset.outcome";

    void theKeyboardLeadsToAProof() {
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

    void aSpoiltProofIsFalse() {
        page.tamper("*/api/v1/proof/*", EntryDialog::spoilt);
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

    void hostileTextIsText() {
        page.value("location.hash = '/" + Api.GOAL + "/entry/" + network.hostile() + "'");
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

    /** Over plain HTTP from another host a browser has no WebCrypto. */
    void withoutWebCryptoALibraryVerifies() {
        int port = network.first.api().address().getPort();
        page.open(URI.create("http://" + Chromium.FOREIGN_HOST + ":" + port + "/#/" + Api.GOAL + "/entry/3"));
        page.await("location.hostname === '" + Chromium.FOREIGN_HOST + "' && " + VERDICT + " === 'true'");
        assertThat(page.value("String(crypto.subtle)").asText()).isEqualTo("undefined");
        assertThat(page.text(".verdict")).contains("@noble/hashes");
        assertThat(page.text(".checks")).contains("only over HTTPS or on localhost");
    }

    /** The same answer with one digit of the first sibling changed. */
    private static String spoilt(String answer) {
        JsonNode envelope = Json.parse(answer);
        ObjectNode sibling = (ObjectNode) envelope.path("data").path("siblings").path(0);
        String hash = sibling.path("hash").asText();
        sibling.put("hash", (hash.startsWith("0") ? "1" : "0") + hash.substring(1));
        return envelope.toString();
    }
}
