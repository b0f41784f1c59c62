package network.ian.core.verify;

import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.SignatureCheck;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.goal.GoalSpec;
import network.ian.core.ingest.AdmissionRules;
import network.ian.core.journal.StoredEntry;
import network.ian.core.node.SponsoredKey;
import network.ian.core.verdict.Verdict;

/**
 * Whether a stored entry may be in its goal's log, as far as header, signature and metrics tell: the rules of admission
 * once more, and that what the journal keeps beside the header repeats the header. Thread-safe.
 */
public final class EntryCheck {

    private final GoalSpec spec;
    private final AdmissionRules rules;
    private final SignatureVerifier signatures;

    public EntryCheck(GoalSpec spec, SignatureVerifier signatures) {
        this.spec = spec;
        this.rules = new AdmissionRules(spec);
        this.signatures = signatures;
    }

    /** What is wrong with the entry, in words. */
    public Optional<String> problem(StoredEntry entry) {
        Header header;
        try {
            header = HeaderCodec.decode(entry.header());
        } catch (MalformedException e) {
            return Optional.of("contribution " + entry.id() + ": " + e.getMessage());
        }
        SignedHeader signed = new SignedHeader(header, entry.header(), entry.id(), entry.signature());
        return fields(entry, header)
                .or(() -> rules.checkHeader(signed).map(EntryCheck::detail))
                .or(() -> signature(signed))
                .or(() -> metrics(entry))
                .map(problem -> "contribution " + entry.id() + ": " + problem);
    }

    private static Optional<String> fields(StoredEntry entry, Header header) {
        if (header.timestampMs() != entry.timestampMs()) {
            return Optional.of(
                    "timestamp_ms is stored as " + entry.timestampMs() + ", the header says " + header.timestampMs());
        }
        if (!header.packHash().equals(entry.packHash())) {
            return Optional.of("pack_hash is stored as " + entry.packHash() + ", the header says " + header.packHash());
        }
        return SponsoredKey.fingerprint(header) == entry.sponsorFingerprint()
                ? Optional.empty()
                : Optional.of("the stored fingerprint of the sponsored contributor is not the header's");
    }

    private Optional<String> signature(SignedHeader signed) {
        SignatureCheck check = signatures.check(
                signed.header().publicKey().view(),
                HeaderCodec.signingMessage(signed.bytes()),
                signed.signature().view());
        return check.isValid() ? Optional.empty() : Optional.of("signature: " + check.text());
    }

    private Optional<String> metrics(StoredEntry entry) {
        if (!Double.isFinite(spec.ranking().score(entry.metrics()))) {
            return Optional.of("the score is not finite");
        }
        return spec.thresholds().failedBy(entry.metrics()).map(failed -> "the goal would not admit it: " + failed);
    }

    private static String detail(Verdict verdict) {
        return verdict instanceof Verdict.Reject reject ? reject.detail() : verdict.toString();
    }
}
