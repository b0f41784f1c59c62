package network.ian.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchOptionsTest {

    @Test
    void readsFlagsInEitherForm() {
        BenchOptions options = BenchOptions.parse("--quick", "--only=ingest,sync", "--only", "flat", "--json");

        assertThat(options.quick()).isTrue();
        assertThat(options.format()).isEqualTo(BenchOptions.Format.JSON);
        assertThat(options.only()).containsExactly("ingest", "sync", "flat");
        assertThat(BenchOptions.parse("--data-dir", "/x").directory()).contains(Path.of("/x"));
        assertThat(BenchOptions.parse()).isEqualTo(BenchOptions.parse(new String[0]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --fast          | unknown flag --fast, expected --quick, --json
                    ingest          | unexpected argument ingest, expected --quick
                    --only          | --only needs a value
                    --only=         | --only needs a value
                    --quick=yes     | --quick takes no value
                    --json,--markdown | --json and --markdown exclude each other
                    """)
    void namesWhatIsWrong(String arguments, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchOptions.parse(arguments.split(",")))
                .withMessageStartingWith(message);
    }

    @Test
    void choosesByNameInTheOrderOfTheSuite() {
        BenchOptions options = BenchOptions.parse("--only", "restart,ingest");

        assertThat(options.choose(Suite.all())).extracting(Measurement::name).containsExactly("ingest", "restart");
    }

    @Test
    void refusesAnUnknownMeasurementWithTheList() {
        List<String> names = Suite.all().stream().map(Measurement::name).toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchOptions.parse("--only", "ingest,speed").choose(Suite.all()))
                .withMessage(
                        "--only: no measurement is called \"speed\", expected some of " + String.join(", ", names));
        assertThat(names).doesNotHaveDuplicates();
    }
}
