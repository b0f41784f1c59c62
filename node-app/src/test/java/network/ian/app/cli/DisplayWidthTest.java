package network.ian.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayWidthTest {

    @Test
    void ideographsAndEmojiTakeTwoColumnsAndWhatJoinsTakesNone() {
        assertThat(DisplayWidth.of("plain Ünï")).isEqualTo(9);
        assertThat(DisplayWidth.of("漢字")).isEqualTo(4);
        assertThat(DisplayWidth.of("한글")).isEqualTo(4);
        assertThat(DisplayWidth.of("カナ")).isEqualTo(4);
        assertThat(DisplayWidth.of("ｶﾅ")).as("half width").isEqualTo(2);
        assertThat(DisplayWidth.of("\uD83D\uDE80")).as("a rocket").isEqualTo(2);
        assertThat(DisplayWidth.of("e\u0301")).as("a combining accent").isEqualTo(1);
        assertThat(DisplayWidth.of("\u1112\u1161\u11ab"))
                .as("a syllable of three jamo")
                .isEqualTo(2);
        assertThat(DisplayWidth.of("▁▂▃ ▲ …")).isEqualTo(7);
    }

    @Test
    void theBoundsOfARangeBelongToIt() {
        for (int wide :
                new int[] {0x1100, 0x115f, 0x231a, 0x4e00, 0x9fff, 0xac00, 0xd7a3, 0xff01, 0xff60, 0x1f680, 0x20000}) {
            assertThat(DisplayWidth.of(Character.toString(wide))).as("%x", wide).isEqualTo(2);
        }
        for (int narrow : new int[] {0x10ff, 0x2319, 0x231c, 0x303f, 0xff61, 0xffe7, 0x1f321}) {
            assertThat(DisplayWidth.of(Character.toString(narrow)))
                    .as("%x", narrow)
                    .isEqualTo(1);
        }
    }

    @Test
    void aBeginningNeverSplitsACharacterAndKeepsWhatJoinsIt() {
        assertThat(DisplayWidth.beginning("漢字", 3)).isEqualTo("漢");
        assertThat(DisplayWidth.beginning("漢字", 4)).isEqualTo("漢字");
        assertThat(DisplayWidth.beginning("ab\uD83D\uDE80c", 3)).isEqualTo("ab");
        assertThat(DisplayWidth.beginning("e\u0301x", 1)).isEqualTo("e\u0301");
        assertThat(DisplayWidth.beginning("abc", 0)).isEmpty();
    }
}
