package network.ian.core.merkle;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Verifies proofs by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2. Shares no code with the tree, so that a
 * fault there cannot hide here.
 */
public final class ProofVerifier {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private ProofVerifier() {}

    /** SHA-256(0x00 || leaf). */
    public static Hash leafHash(byte[] leaf) {
        return Sha256.of(LEAF, leaf);
    }

    /** Whether the proof holds against its own root, and the sides it states are those that index and size give. */
    public static boolean verify(InclusionProof proof) {
        return sidesFit(proof.leafIndex(), proof.treeSize(), proof.siblings())
                && verifyInclusion(proof.leafHash(), proof.leafIndex(), proof.treeSize(), proof.path(), proof.root());
    }

    /** Whether the proof holds against its own roots. */
    public static boolean verify(ConsistencyProof proof) {
        return verifyConsistency(proof.from(), proof.to(), proof.fromRoot(), proof.toRoot(), proof.path());
    }

    /** RFC 9162 section 2.1.3.2. */
    public static boolean verifyInclusion(Hash leafHash, long leafIndex, long treeSize, List<Hash> path, Hash root) {
        if (leafIndex < 0 || leafIndex >= treeSize) {
            return false;
        }
        long fn = leafIndex;
        long sn = treeSize - 1;
        Hash r = leafHash;
        for (Hash p : path) {
            if (sn == 0) {
                return false;
            }
            if (isOdd(fn) || fn == sn) {
                r = node(p, r);
                while (!isOdd(fn) && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                r = node(r, p);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && r.equals(root);
    }

    /**
     * RFC 9162 section 2.1.4.2; and where the RFC has no proof, an empty path: a tree is consistent with itself and with
     * the empty tree before it.
     */
    public static boolean verifyConsistency(long first, long second, Hash firstRoot, Hash secondRoot, List<Hash> path) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == 0 && !firstRoot.equals(Sha256.of())) {
            return false;
        }
        if (first == second) {
            return path.isEmpty() && firstRoot.equals(secondRoot);
        }
        if (first == 0) {
            return path.isEmpty();
        }
        return !path.isEmpty() && verifyGrowth(first, second, firstRoot, secondRoot, path);
    }

    private static boolean verifyGrowth(long first, long second, Hash firstRoot, Hash secondRoot, List<Hash> given) {
        List<Hash> path = new ArrayList<>(given);
        if (Long.bitCount(first) == 1) {
            path.add(0, firstRoot);
        }
        long fn = first - 1;
        long sn = second - 1;
        while (isOdd(fn)) {
            fn >>>= 1;
            sn >>>= 1;
        }
        Hash fr = path.get(0);
        Hash sr = path.get(0);
        for (Hash c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if (isOdd(fn) || fn == sn) {
                fr = node(c, fr);
                sr = node(c, sr);
                while (!isOdd(fn) && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = node(sr, c);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && fr.equals(firstRoot) && sr.equals(secondRoot);
    }

    private static boolean sidesFit(long leafIndex, long treeSize, List<Sibling> siblings) {
        long fn = leafIndex;
        long sn = treeSize - 1;
        for (Sibling sibling : siblings) {
            boolean isRight = !isOdd(fn) && fn != sn;
            if (sibling.isRight() != isRight) {
                return false;
            }
            while (!isRight && !isOdd(fn) && fn != 0) {
                fn >>>= 1;
                sn >>>= 1;
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return true;
    }

    private static Hash node(Hash left, Hash right) {
        return Sha256.of(NODE, left.view(), right.view());
    }

    private static boolean isOdd(long n) {
        return (n & 1) == 1;
    }
}
