package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;

import network.ian.tau.client.TauException.Remedy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TauExceptionTest {

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, RETRY",
        "MEMPOOL_FULL, RETRY",
        "ADMISSION_TIMEOUT, RETRY",
        "ADMISSION_UNAVAILABLE, RETRY",
        "ADMISSION_ANYTHING, RETRY",
        "TIMEOUT, RETRY",
        "INTERNAL_ERROR, RETRY",
        "INVALID_SEQUENCE, SIGN_AGAIN",
        "TX_EXPIRED, SIGN_AGAIN",
        "FEE_LIMIT_TOO_LOW, SIGN_AGAIN",
        "INSUFFICIENT_FUNDS, ASK_OPERATOR"
    })
    void hasTheRemedyThatTheFactsName(String code, Remedy remedy) {
        assertThat(new TauException(code, "m").remedy()).isEqualTo(remedy);
    }

    /** The codes that the node's own documents name besides, some that look like known ones, and what nobody has ever seen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNKNOWN_COMMAND", "FORBIDDEN", "INVALID_PARAMS", "PARSE_ERROR", "TX_INVALID", "INVALID_SIGNATURE",
                "BLS_UNAVAILABLE", "TX_REJECTED", "FEE_RULE_ERROR", "DUPLICATE_UPDATE", "WIDTH_MISMATCH",
                        "CLAUSE_SHAPE",
                "UNSUPPORTED_VERSION", "ADMISSION", "rate_limited", "TIMEOUT ", "", "SOMETHING_NEW"
            })
    void isOurBugOtherwise(String code) {
        assertThat(new TauException(code, "m").remedy()).isEqualTo(Remedy.OUR_BUG);
    }

    @Test
    void onlyTheNodesOwnFailuresAreFailures() {
        assertThat(new TauException("INTERNAL_ERROR", "m").isNodeFailure()).isTrue();
        assertThat(new TauException("TIMEOUT", "m").isNodeFailure()).isTrue();
        assertThat(new TauException("RATE_LIMITED", "m").isNodeFailure()).isFalse();
        assertThat(new TauException("ADMISSION_TIMEOUT", "m").isNodeFailure()).isFalse();
        assertThat(new TauException("INVALID_SEQUENCE", "m").isNodeFailure()).isFalse();
    }
}
