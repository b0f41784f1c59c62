package network.ian.deployment.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.ian.deployment.documents.Mention.Kind;
import org.junit.jupiter.api.Test;

/** The walker itself: it must find what is wrong, where it is, and nothing else. */
class MentionsTest {

    private static final String DOCUMENT = """
            # Title

            See `ian peer lsit` and `ian run --api-prot 1`, [a page](nowhere.md) and `--no-such-flag`.
            The metric `ian_no_such_total` follows `IAN_NO_SUCH`, and `GET /health/nothing` answers;
            so does `/api/v1/nothing/{id}`. Keys are in `/data/ian/nothing.json` and `scripts/nothing.sh`.

            ```bash run
            # ian comment --is-none
            curl -s http://localhost:8000/nothing | jq .x > /data/ian/out.txt
            sudo -u ian ian doctor --josn && docker exec ian-node ian health \\
              --verbsoe
            ID=$(ian peer list --fulll | head -1)
            systemctl restart ian; chown ian x; kubectl get pods -n ian
            kubectl exec -n ian ian-node-0 -- ian lgo verify
            ```

                ./ian demo --contributions 200     watch agents
            """;

    private final List<Mention> found = Mentions.of("x.md", DOCUMENT);

    @Test
    void findsEachKindWhereItIs() {
        assertThat(of(Kind.COMMAND)).containsExactly("3 peer lsit", "3 run --api-prot 1");
        assertThat(of(Kind.FLAG)).containsExactly("3 --no-such-flag");
        assertThat(of(Kind.LINK)).containsExactly("3 nowhere.md");
        assertThat(of(Kind.METRIC)).containsExactly("4 ian_no_such_total");
        assertThat(of(Kind.VARIABLE)).containsExactly("4 IAN_NO_SUCH");
        assertThat(of(Kind.ENDPOINT))
                .containsExactlyInAnyOrder("4 /health/nothing", "5 /api/v1/nothing/{id}", "9 /nothing");
        assertThat(of(Kind.DATA_FILE)).containsExactly("5 nothing.json");
        assertThat(of(Kind.FILE)).containsExactly("5 scripts/nothing.sh");
        assertThat(of(Kind.COMMAND_LINE))
                .containsExactlyInAnyOrder(
                        "10 doctor --josn",
                        "10 health --verbsoe",
                        "12 peer list --fulll",
                        "14 lgo verify",
                        "17 demo --contributions 200");
    }

    @Test
    void whatIsUnknownIsRefusedAndWhatIsKnownIsNot() {
        KnownCommands commands = new KnownCommands();
        assertThat(commands.refuse("peer lsit")).isPresent();
        assertThat(commands.refuse("run --api-prot 1")).isPresent();
        assertThat(commands.refuse("peer ban NODE_ID --hours 24")).isEmpty();
        assertThat(commands.refuse("log verify [--deep] [--json]")).isEmpty();
        assertThat(commands.refuse("config show|valdiate")).isPresent();
        assertThat(commands.refuse(List.of("doctor", "--json"))).isEmpty();
        assertThat(commands.refuse(List.of("doctor", "--josn"))).isPresent();
        assertThat(commands.refuse(List.of("peer", "ban"))).isPresent();
        assertThat(commands.refuse(List.of("peer", "ban", "ID", "--hours", "$HOURS")))
                .isEmpty();
        assertThat(new KnownFiles().refuse("scripts/nothing.sh")).isPresent();
        assertThat(new KnownFiles().refuse("docs/*.md")).isEmpty();
        assertThat(new KnownFiles().refuseLink("docs/PEERS.md", "PROTOCOL.md#frame"))
                .isEmpty();
        assertThat(new KnownFiles().refuseLink("docs/PEERS.md", "PROTOCOL.md#farme"))
                .isPresent();
        assertThat(KnownVariables.all())
                .contains("IAN_API_PORT", "IAN_JAVA_OPTS")
                .doesNotContain("IAN_NO_SUCH");
    }

    private List<String> of(Kind kind) {
        return found.stream()
                .filter(mention -> mention.kind() == kind)
                .map(mention -> mention.line() + " " + mention.text().replace('\t', ' '))
                .toList();
    }
}
