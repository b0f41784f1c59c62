package network.ian.p2p.finality;

import static org.assertj.core.api.Assertions.assertThat;

import network.ian.p2p.finality.Questions.Answer;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    private final Questions questions = new Questions();

    @Test
    void oneAnswerIsExpectedAndNoMore() {
        int first = questions.ask(0);
        assertThat(questions.answered(first)).isEqualTo(Answer.EXPECTED);
        assertThat(questions.open()).isFalse();
        assertThat(questions.answered(first)).isEqualTo(Answer.UNSOLICITED);
    }

    @Test
    void whatWasNeverAskedIsUnsolicited() {
        assertThat(questions.answered(0)).isEqualTo(Answer.UNSOLICITED);
        assertThat(questions.answered(1)).isEqualTo(Answer.UNSOLICITED);
        int asked = questions.ask(0);
        assertThat(questions.answered(asked + 1)).isEqualTo(Answer.UNSOLICITED);
        assertThat(questions.answered(-1)).isEqualTo(Answer.UNSOLICITED);
        assertThat(questions.answered(asked)).isEqualTo(Answer.EXPECTED);
    }

    @Test
    void whatWasGivenUpMayBeAnsweredOnceBeforeTheNextOne() {
        int slow = questions.ask(0);
        questions.giveUp();
        int next = questions.ask(7);
        assertThat(questions.waited(10)).isEqualTo(3);
        assertThat(questions.answered(slow)).isEqualTo(Answer.LATE);
        assertThat(questions.open()).isTrue();
        assertThat(questions.answered(slow)).isEqualTo(Answer.UNSOLICITED);
        assertThat(questions.answered(next)).isEqualTo(Answer.EXPECTED);
    }

    @Test
    void answersDoNotOvertake() {
        int slow = questions.ask(0);
        questions.giveUp();
        int next = questions.ask(0);
        assertThat(questions.answered(next)).isEqualTo(Answer.EXPECTED);
        assertThat(questions.answered(slow)).isEqualTo(Answer.UNSOLICITED);
    }

    @Test
    void anAnswerAfterGivingUpTheLastQuestionIsLate() {
        int only = questions.ask(0);
        questions.giveUp();
        assertThat(questions.answered(only)).isEqualTo(Answer.LATE);
    }

    @Test
    void pausesGetLongerAndStartAnew() {
        Pause pause = new Pause();
        assertThat(pause.over(0)).isTrue();
        pause.begin(0);
        assertThat(pause.over(Pause.SHORTEST_NANOS - 1)).isFalse();
        assertThat(pause.over(Pause.SHORTEST_NANOS)).isTrue();
        pause.begin(0);
        assertThat(pause.over(2 * Pause.SHORTEST_NANOS - 1)).isFalse();
        for (int i = 0; i < 100; i++) {
            pause.begin(0);
        }
        assertThat(pause.over(Pause.LONGEST_NANOS - 1)).isFalse();
        assertThat(pause.over(Pause.LONGEST_NANOS)).isTrue();
        pause.cleared();
        assertThat(pause.over(0)).isTrue();
    }
}
