package network.ian.p2p.gossip;

final class LabMain {
    public static void main(String[] args) {
        for (String a : args) {
            String[] f = a.split(",");
            int n = Integer.parseInt(f[0]), c = Integer.parseInt(f[1]);
            Lab.Setting s = Lab.Setting.calm(n, c, Long.parseLong(f[2]));
            TreeRules r = TreeRules.STANDARD;
            int oe = r.originExtra(), fe = r.firstHopExtra(), pa = r.pruneAfter(), sw = r.swapWins();
            long wmin = r.waitMinNanos(), lead = r.swapLeadNanos(), se = r.swapEveryNanos();
            double eu = r.extraUntilShare(), ps = r.pruneShare(), ss = r.swapShare();
            for (int i = 3; i < f.length; i++) {
                String[] kv = f[i].split("=");
                double v = kv.length > 1 ? Double.parseDouble(kv[1]) : 0;
                switch (kv[0]) {
                    case "oe" -> oe = (int) v;
                    case "fe" -> fe = (int) v;
                    case "pa" -> pa = (int) v;
                    case "sw" -> sw = (int) v;
                    case "wmin" -> wmin = (long) (v * 1e6);
                    case "lead" -> lead = (long) (v * 1e6);
                    case "se" -> se = (long) (v * 1e6);
                    case "eu" -> eu = v;
                    case "ps" -> ps = v;
                    case "ss" -> ss = v;
                    case "silent" -> s = s.attacked(v, LabConduct.SILENT, 0);
                    case "late" -> s = s.attacked(v, LabConduct.SILENT, c / 2);
                    case "withhold" -> s = s.attacked(v, LabConduct.WITHHOLDING, 0);
                    case "out" -> s = s.outbound((int) v);
                    case "cut" -> s = s.cut(v);
                    case "body" -> s = s.bodies((int) v);
                    default -> throw new IllegalArgumentException(kv[0]);
                }
            }
            TreeRules rules =
                    new TreeRules(r.largeBytes(), wmin, r.waitMaxNanos(), oe, fe, eu, ps, pa, lead, sw, ss, se);
            long t = System.nanoTime();
            LabReport rep = new Lab(s.with(rules)).run();
            System.out.println(a + " -> " + rep + " in " + (System.nanoTime() - t) / 1_000_000 + " ms");
        }
    }
}
