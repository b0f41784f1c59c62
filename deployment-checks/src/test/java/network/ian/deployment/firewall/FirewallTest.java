package network.ian.deployment.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import network.ian.core.config.ApiSettings;
import network.ian.core.config.PeerSettings;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;

/** What the firewall is told of ports is so, and fail2ban counts whom it should and nobody else. */
class FirewallTest {

    private static final String HEAD = "{\"timestamp\":\"2026-11-21T18:50:07.663Z\",\"level\":\"WARN\",\"logger\":"
            + "\"network.ian.api.access.FailureLog\",\"message\":";

    private final Filter filter = Filter.read();

    @Test
    void whoFailsIsCounted() {
        assertThat(filter.culprit(failed("203.0.113.7"))).contains("203.0.113.7");
        assertThat(filter.culprit(failed("2001:db8:0:0:0:0:0:7"))).contains("2001:db8:0:0:0:0:0:7");
        assertThat(filter.culprit(failed("[2001:db8:0:0:0:0:0:8]"))).contains("2001:db8:0:0:0:0:0:8");
    }

    @Test
    void nobodyCanHaveSomebodyElseBanned() {
        String forged =
                "\\\"message\\\":\\\"Authentication failed\\\",\\\"client\\\":\\\"198.51.100.1\\\",\\\"failures\\\":1,";
        assertThat(filter.culprit(HEAD + "\"" + forged + "\",\"client\":\"203.0.113.9\"}"))
                .isEmpty();
        assertThat(filter.culprit(failed("203.0.113.7").replace("none", forged)))
                .contains("203.0.113.7");
        assertThat(filter.culprit(HEAD + "\"Starting\",\"client\":\"203.0.113.9\",\"failures\":1,}"))
                .isEmpty();
        assertThat(filter.culprit("x" + failed("203.0.113.7"))).isEmpty();
        assertThat(filter.culprit(failed("somebody.example.org"))).isEmpty();
    }

    @Test
    void theJailReadsTheNodesLogByThatFilter() {
        String jail = Repository.read("deploy/firewall/fail2ban/jail.conf");
        assertThat(jail)
                .contains("filter = ian-node", "logpath = /var/log/ian/node.log", "ignoreip = 127.0.0.0/8 ::1")
                .contains("port = 80,443," + ApiSettings.PORT.defaultText());
    }

    @Test
    void theProfilesNameTheNodesPorts() {
        List<MatchResult> profiles = Pattern.compile(
                        "(?m)^\\[(IAN [^]]+)]\\ntitle=.+\\ndescription=.+\\nports=(\\d+)/tcp$")
                .matcher(Repository.read("deploy/firewall/ian.ufw"))
                .results()
                .toList();
        assertThat(profiles).extracting(profile -> profile.group(1)).containsExactly("IAN peers", "IAN API");
        assertThat(profiles)
                .extracting(profile -> profile.group(2))
                .containsExactly(PeerSettings.PORT.defaultText(), ApiSettings.PORT.defaultText());
    }

    private static String failed(String client) {
        return HEAD + "\"Authentication failed\",\"client\":\"" + client
                + "\",\"failures\":2,\"reason\":\"unknown\",\"token\":\"none\"}";
    }
}
