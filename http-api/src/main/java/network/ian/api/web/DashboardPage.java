package network.ian.api.web;

import java.util.List;
import java.util.stream.Stream;

/** The files of the dashboard at {@code /}. What the page does is in {@code docs/DASHBOARD.md}. */
final class DashboardPage {

    static final String FOLDER = "network/ian/api/web/dashboard/";

    /**
     * Nothing from elsewhere, no inline script or style, no form that goes anywhere, no frame around it; and no text ever
     * becomes markup or script, not even by a mistake of the page's (W3C Trusted Types).
     */
    static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    /** Below {@link #FOLDER}, and served below {@code /assets/}. A test compares them with the folder. */
    static final List<String> ASSETS = List.of(
            "charts/bars.js",
            "charts/figure.js",
            "charts/growth.js",
            "charts/lines.js",
            "charts/scale.js",
            "connection.js",
            "logo.svg",
            "main.js",
            "net/api.js",
            "net/backoff.js",
            "net/pace.js",
            "net/resource.js",
            "net/sse.js",
            "net/stream.js",
            "net/token.js",
            "panels/activity.js",
            "panels/alerts.js",
            "panels/entry.js",
            "panels/equity.js",
            "panels/figures.js",
            "panels/finality.js",
            "panels/leaderboard.js",
            "panels/log.js",
            "panels/path.js",
            "panels/peers.js",
            "panels/tau.js",
            "panels/token.js",
            "proof/bytes.js",
            "proof/canonical.js",
            "proof/contribution.js",
            "proof/inclusion.js",
            "proof/inspection.js",
            "proof/sha256.js",
            "resources.js",
            "style/base.css",
            "style/charts.css",
            "style/entry.css",
            "style/layout.css",
            "style/panels.css",
            "theme.js",
            "vendor/noble-hashes/_md.js",
            "vendor/noble-hashes/_u64.js",
            "vendor/noble-hashes/sha2.js",
            "vendor/noble-hashes/utils.js",
            "view/announcer.js",
            "view/dom.js",
            "view/format.js",
            "view/frame.js",
            "view/movement.js",
            "view/panel.js",
            "view/route.js",
            "view/table.js",
            "view/text.js",
            "view/theme.js",
            "view/track.js");

    private DashboardPage() {}

    static List<WebFile> files() {
        return Stream.concat(
                        Stream.of(new WebFile("/", FOLDER + "index.html", POLICY)),
                        ASSETS.stream().map(name -> new WebFile("/assets/" + name, FOLDER + name, POLICY)))
                .toList();
    }
}
