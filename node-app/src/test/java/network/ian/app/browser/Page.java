package network.ian.app.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A page of a browser: it is looked at, typed into, photographed, and keeps what it asked for and what went wrong in it. */
public final class Page implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Key> KEYS = Map.of(
            "Tab", new Key("Tab", 9, ""),
            "Enter", new Key("Enter", 13, "\r"),
            "Escape", new Key("Escape", 27, ""));

    private final DevTools tools;
    private final List<URI> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private record Key(String code, int number, String text) {}

    Page(DevTools tools) {
        this.tools = tools;
        tools.on(
                "Network.requestWillBeSent",
                event -> requests.add(
                        URI.create(event.path("request").path("url").asText())));
        tools.on("Runtime.exceptionThrown", event -> complaints.add("exception: " + event));
        tools.on("Runtime.consoleAPICalled", this::printed);
        tools.on("Log.entryAdded", this::logged);
        tools.on("Audits.issueAdded", this::issue);
        for (String domain : List.of("Page", "Network", "Runtime", "Log", "Audits")) {
            tools.call(domain + ".enable", Map.of());
        }
    }

    public void open(URI address) {
        tools.call("Page.navigate", Map.of("url", address.toString()));
    }

    /** All that was asked for, of whomever. */
    public List<URI> requests() {
        return List.copyOf(requests);
    }

    /** Errors and warnings of the console, exceptions, and violations of the page's policy. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The value of an expression, as JSON; a promise is waited for. */
    public JsonNode value(String expression) {
        JsonNode answer = tools.call(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** The text that an element shows; empty if there is no such element. */
    public String text(String selector) {
        return value("document.querySelector(" + quoted(selector) + ")?.innerText ?? ''")
                .asText();
    }

    /** Waits until an expression is true. */
    public void await(String expression) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> value("Boolean(" + expression + ")").asBoolean());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "never true: " + expression + "; complaints: " + complaints + "; the page shows\n" + text("body"));
        }
    }

    public void click(String selector) {
        value("document.querySelector(" + quoted(selector) + ").click()");
    }

    /** Presses and releases a key: Tab, Enter or Escape. */
    public void press(String name) {
        Key key = KEYS.get(name);
        for (String type : List.of("keyDown", "keyUp")) {
            tools.call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            name,
                            "code",
                            key.code(),
                            "windowsVirtualKeyCode",
                            key.number(),
                            "text",
                            type.equals("keyDown") ? key.text() : ""));
        }
    }

    /** Types text where the focus is. */
    public void type(String text) {
        tools.call("Input.insertText", Map.of("text", text));
    }

    /**
     * Has the system ask for a theme, and for less motion or not.
     *
     * @param scheme {@code light} or {@code dark}
     */
    public void look(String scheme, boolean stillness) {
        tools.call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of(
                                        "name",
                                        "prefers-reduced-motion",
                                        "value",
                                        stillness ? "reduce" : "no-preference"))));
    }

    /** In CSS pixels. */
    public void size(int width, int height, double scale) {
        tools.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", width < 600));
    }

    /** What the window shows, as PNG. */
    public byte[] picture() {
        return Base64.getDecoder()
                .decode(tools.call("Page.captureScreenshot", Map.of("format", "png"))
                        .path("data")
                        .asText());
    }

    /** Has the answers to requests changed on their way: what a machine between node and browser could do. */
    public void tamper(String urlPattern, UnaryOperator<String> change) {
        tools.on("Fetch.requestPaused", event -> rewrite(event, change));
        tools.call(
                "Fetch.enable",
                Map.of("patterns", List.of(Map.of("urlPattern", urlPattern, "requestStage", "Response"))));
    }

    /** Has answers come as they are again. */
    public void tamperNoMore() {
        tools.call("Fetch.disable", Map.of());
    }

    @Override
    public void close() {
        tools.close();
    }

    private void rewrite(JsonNode event, UnaryOperator<String> change) {
        String id = event.path("requestId").asText();
        int status = event.path("responseStatusCode").asInt();
        tools.send("Fetch.getResponseBody", Map.of("requestId", id))
                .thenAcceptAsync(answer -> {
                    byte[] body = answer.path("base64Encoded").asBoolean()
                            ? Base64.getDecoder().decode(answer.path("body").asText())
                            : answer.path("body").asText().getBytes(StandardCharsets.UTF_8);
                    String changed = change.apply(new String(body, StandardCharsets.UTF_8));
                    tools.call(
                            "Fetch.fulfillRequest",
                            Map.of(
                                    "requestId",
                                    id,
                                    "responseCode",
                                    status,
                                    "responseHeaders",
                                    List.of(Map.of("name", "Content-Type", "value", "application/json")),
                                    "body",
                                    Base64.getEncoder().encodeToString(changed.getBytes(StandardCharsets.UTF_8))));
                })
                .exceptionally(problem -> {
                    complaints.add("tampering: " + problem);
                    return null;
                });
    }

    private void printed(JsonNode event) {
        if (List.of("error", "warning", "assert").contains(event.path("type").asText())) {
            complaints.add("console: " + event.path("args"));
        }
    }

    private void logged(JsonNode event) {
        JsonNode entry = event.path("entry");
        if (List.of("error", "warning").contains(entry.path("level").asText())) {
            complaints.add(entry.path("source").asText() + ": "
                    + entry.path("text").asText() + " " + entry.path("url").asText());
        }
    }

    private void issue(JsonNode event) {
        JsonNode issue = event.path("issue");
        if (issue.path("code").asText().equals("ContentSecurityPolicyIssue")) {
            complaints.add("policy: " + issue.path("details"));
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
