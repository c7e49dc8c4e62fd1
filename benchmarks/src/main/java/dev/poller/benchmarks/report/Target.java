// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * Something to be reached. Immutable.
 *
 * @param ours the contenders that may reach it, the best first: the first that was measured counts
 * @param shape where
 * @param metric of what
 * @param bound whether more or less is better
 * @param factor how many times the peer's; or the limit itself, without a peer
 * @param peer the contender compared with; {@link #OURSELVES} or {@link #NOBODY}
 * @param peerShape where the peer is looked at
 */
public record Target(
        List<String> ours, String shape, Metric metric, Bound bound, double factor, String peer, String peerShape) {
    /** Instead of a peer: the same contender, in another shape. */
    public static final String OURSELVES = "itself";

    /** Instead of a peer: the factor is the limit. */
    public static final String NOBODY = "";

    /** Which side is better. */
    public enum Bound {
        /** At least. */
        AT_LEAST(">="),
        /** At most. */
        AT_MOST("<=");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        boolean holds(double value, double limit) {
            return this == AT_LEAST ? value >= limit : value <= limit;
        }
    }

    /** For example {@code requests/s >= 1.35 x jdk-channel}. */
    public String text() {
        String limit = String.format(Locale.ROOT, "%s %s %.2f", metric.label(), bound.sign, factor);
        if (peer.equals(NOBODY)) {
            return limit;
        }
        return limit + " x " + peer + (peerShape.equals(shape) ? "" : " at " + peerShape);
    }

    /** Whether these figures reach it. */
    public Verdict judge(Figures figures) {
        for (String contender : ours) {
            double mine = figures.median(shape, contender, metric);
            if (!Double.isNaN(mine)) {
                return judge(figures, contender, mine);
            }
        }
        return new Verdict(this, ours.get(0), Double.NaN, Verdict.Outcome.NOT_MEASURED);
    }

    private Verdict judge(Figures figures, String contender, double mine) {
        double base =
                peer.equals(NOBODY) ? 1 : figures.median(peerShape, peer.equals(OURSELVES) ? contender : peer, metric);
        double value = mine / base;
        Verdict.Outcome outcome = Double.isNaN(value)
                ? Verdict.Outcome.NOT_MEASURED
                : bound.holds(value, factor) ? Verdict.Outcome.REACHED : Verdict.Outcome.NOT_REACHED;
        return new Verdict(this, contender, value, outcome);
    }
}
