package network.ian.core.evaluation.trading;

import java.util.Locale;
import java.util.Optional;

/**
 * What a linear policy can weigh. The name in a policy is the constant's name in lower case. The order is part of
 * {@code trading-v1}: sums run in it.
 */
public enum Feature {
    /** The day's return in units of 60-day volatility. */
    RETURN_1(60) {
        @Override
        double raw(Market market, int day) {
            return momentum(market, day, 1);
        }
    },
    /** Return of 5 days in units of 60-day volatility, scaled to 5 days. */
    MOMENTUM_5(60) {
        @Override
        double raw(Market market, int day) {
            return momentum(market, day, 5);
        }
    },
    /** The same over 20 days. */
    MOMENTUM_20(60) {
        @Override
        double raw(Market market, int day) {
            return momentum(market, day, 20);
        }
    },
    /** The same over 60 days. */
    MOMENTUM_60(60) {
        @Override
        double raw(Market market, int day) {
            return momentum(market, day, 60);
        }
    },
    /** The same over 120 days. */
    MOMENTUM_120(120) {
        @Override
        double raw(Market market, int day) {
            return momentum(market, day, 120);
        }
    },
    /** The same over 250 days. */
    MOMENTUM_250(250) {
        @Override
        double raw(Market market, int day) {
            return momentum(market, day, 250);
        }
    },
    /** Distance of the close from its 200-day mean, as a fraction of the mean, times 10. */
    TREND_200(199) {
        @Override
        double raw(Market market, int day) {
            return 10.0 * (market.prices().closes()[day] / market.meanClose(day, 200) - 1.0);
        }
    },
    /** Distance of the close from its 20-day mean in standard deviations of these 20 closes; 0 if they are all equal. */
    ZSCORE_20(19) {
        @Override
        double raw(Market market, int day) {
            double[] closes = market.prices().closes();
            double mean = market.meanClose(day, 20);
            double squares = 0.0;
            for (int i = day - 19; i <= day; i++) {
                squares += (closes[i] - mean) * (closes[i] - mean);
            }
            double deviation = StrictMath.sqrt(squares / 20.0);
            return deviation > 1e-9 * mean ? (closes[day] - mean) / deviation : 0.0;
        }
    },
    /** Annualised volatility of 20 days, times 5: about 0.75 in quiet years. */
    VOLATILITY_20(20) {
        @Override
        double raw(Market market, int day) {
            return 5.0 * market.sigma(day, 20) * StrictMath.sqrt(Market.YEAR);
        }
    },
    /** Volatility of 20 days over that of 250 days, minus 1. */
    VOLATILITY_RATIO(250) {
        @Override
        double raw(Market market, int day) {
            return market.sigma(day, 20) / market.sigma(day, 250) - 1.0;
        }
    },
    /** The close over the highest close of 250 days, minus 1, times 10: 0 or below. */
    DRAWDOWN_250(249) {
        @Override
        double raw(Market market, int day) {
            double[] closes = market.prices().closes();
            double highest = closes[day];
            for (int i = day - 249; i < day; i++) {
                highest = StrictMath.max(highest, closes[i]);
            }
            return 10.0 * (closes[day] / highest - 1.0);
        }
    },
    /** Where the close lies between the day's low (-1) and high (1); 0 if these are equal. */
    RANGE_POSITION(0) {
        @Override
        double raw(Market market, int day) {
            double low = market.prices().lows()[day];
            double range = market.prices().highs()[day] - low;
            return range > 0.0 ? 2.0 * (market.prices().closes()[day] - low) / range - 1.0 : 0.0;
        }
    };

    /** Values are clamped to this magnitude. */
    static final double BOUND = 10.0;

    private final int lookBack;
    private final String text;

    Feature(int lookBack) {
        this.lookBack = lookBack;
        this.text = name().toLowerCase(Locale.ROOT);
    }

    /** The feature of this name. */
    static Optional<Feature> parse(String text) {
        for (Feature feature : values()) {
            if (feature.text.equals(text)) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }

    /** The name in a policy. */
    public String text() {
        return text;
    }

    /** Days before {@code t} that the value for {@code t} needs. */
    int lookBack() {
        return lookBack;
    }

    /** The value for {@code day >= lookBack()}, within +-{@link #BOUND}. */
    double at(Market market, int day) {
        return StrictMath.max(-BOUND, StrictMath.min(BOUND, raw(market, day)));
    }

    abstract double raw(Market market, int day);

    private static double momentum(Market market, int day, int days) {
        double[] closes = market.prices().closes();
        double gain = closes[day] / closes[day - days] - 1.0;
        return gain / (market.sigma(day, 60) * StrictMath.sqrt(days));
    }
}
