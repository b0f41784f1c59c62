package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import network.ian.core.codec.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

    @Test
    void readsEveryFamilyWithItsDefaults() {
        assertThat(read("{'policy':'linear','weights':{'return_1':-0.5,'zscore_20':0},'bias':2e-1}"))
                .isEqualTo(new LinearPolicy(Map.of(Feature.RETURN_1, -0.5), 0.2, -1.0, 1.0));
        assertThat(read("{'policy':'linear','weights':{},'min_position':0,'max_position':0.5}"))
                .isEqualTo(new LinearPolicy(Map.of(), 0.0, 0.0, 0.5));
        assertThat(read("{'slow':200,'fast':50,'policy':'ma_crossover'}"))
                .isEqualTo(new MovingAverageCrossover(50, 200, 1.0, 0.0));
        assertThat(read(" {'policy':'volatility_target','lookback':20, 'target':0.15}\n"))
                .isEqualTo(new VolatilityTarget(20, 0.15, 1.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "'policy'",
                "{",
                "{}",
                "{'policy'}",
                "{'policy':}",
                "{'policy':1}",
                "{'policy':'other'}",
                "{'policy':'linear'}",
                "{'policy':'linear','weights':1}",
                "{'policy':'linear','weights':[]}",
                "{'policy':'linear','weights':{'return_1':'1'}}",
                "{'policy':'linear','weights':{'return_2':1}}",
                "{'policy':'linear','weights':{'return_1':1,'return_1':1}}",
                "{'policy':'linear','weights':{'return_1':{}}}",
                "{'policy':'linear','policy':'linear','weights':{}}",
                "{'policy':'linear','weights':{}}x",
                "{'policy':'linear','weights':{}}{}",
                "{'policy':'linear','weights':{},}",
                "{'policy':'linear',,'weights':{}}",
                "{,'policy':'linear','weights':{}}",
                "{'policy':'linear','weights':{} 'bias':1}",
                "{'policy':'linear','weights':{},'bias':true}",
                "{'policy':'linear','weights':{},'bias':null}",
                "{'policy':'linear','weights':{},'bias':NaN}",
                "{'policy':'linear','weights':{},'bias':Infinity}",
                "{'policy':'linear','weights':{},'bias':01}",
                "{'policy':'linear','weights':{},'bias':+1}",
                "{'policy':'linear','weights':{},'bias':.5}",
                "{'policy':'linear','weights':{},'bias':1.}",
                "{'policy':'linear','weights':{},'bias':1e}",
                "{'policy':'linear','weights':{},'bias':0x1}",
                "{'policy':'linear','weights':{},'bias':1d}",
                "{'policy':'linear','weights':{},'bias':-}",
                "{'policy':'linear','weights':{},'bias':1000000.1}",
                "{'policy':'linear','weights':{},'bias':1e309}",
                "{'policy':'linear','weights':{},'bias':-1e999999999}",
                "{'policy':'linear','weights':{},'bias':0.0000000000000000000000000000000000001}",
                "{'policy':'linear','weights':{},'bais':1}",
                "{'policy':'linear','weights':{},'min_position':-1.1}",
                "{'policy':'linear','weights':{},'max_position':1.1}",
                "{'policy':'linear','weights':{},'min_position':0.5,'max_position':0.4}",
                "{'policy':'l\\u0069near','weights':{}}",
                "{'policy':'linear','weights':{'a_name_that_is_longer_than_any_feature':1}}",
                "{'policy':'line\u0000ar','weights':{}}",
                "{'policy':'linéar','weights':{}}",
                "\uFEFF{'policy':'linear','weights':{}}",
                "{'policy':'linear','weights':{}} // end",
                "{'policy':'ma_crossover','fast':50}",
                "{'policy':'ma_crossover','fast':50,'slow':50}",
                "{'policy':'ma_crossover','fast':0,'slow':50}",
                "{'policy':'ma_crossover','fast':-3,'slow':50}",
                "{'policy':'ma_crossover','fast':1.5,'slow':50}",
                "{'policy':'ma_crossover','fast':5,'slow':301}",
                "{'policy':'ma_crossover','fast':5,'slow':50,'above':2}",
                "{'policy':'ma_crossover','fast':5,'slow':50,'weights':{}}",
                "{'policy':'volatility_target','lookback':1,'target':0.1}",
                "{'policy':'volatility_target','lookback':20,'target':-0.1}",
                "{'policy':'volatility_target','lookback':20,'target':11}",
                "{'policy':'volatility_target','lookback':20,'target':0.1,'max_position':-0.1}",
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("parameters");
    }

    @Test
    void refusesDeepNestingAndLongInputWithoutReadingThemThrough() {
        String deep = "{'policy':'linear','weights':" + "{'return_1':".repeat(300);
        assertThatThrownBy(() -> read(deep)).isInstanceOf(MalformedException.class);
        String longest = "{'policy':'linear','weights':{}}" + " ".repeat(PolicyScanner.MAX_BYTES - 32);
        assertThat(read(longest)).isInstanceOf(LinearPolicy.class);
        assertThatThrownBy(() -> read(longest + " ")).hasMessage("parameters: 4097 bytes, the limit is 4096");
    }

    @Test
    void survivesAnyBytes() {
        Draws draws = new Draws(new SplitMix64(11));
        byte[] valid = "{\"policy\":\"linear\",\"weights\":{\"return_1\":-0.5},\"bias\":2e-1}"
                .getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = valid.clone();
            for (int flips = draws.between(1, 3); flips > 0; flips--) {
                broken[draws.below(broken.length)] = (byte) draws.below(256);
            }
            try {
                PolicyReader.read(broken);
            } catch (MalformedException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(10_000, 19_999);
    }

    private static Policy read(String text) {
        return PolicyReader.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
