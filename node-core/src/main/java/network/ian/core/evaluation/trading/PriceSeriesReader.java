package network.ian.core.evaluation.trading;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import network.ian.core.codec.MalformedException;

/** Reads daily prices from CSV with exactly the columns {@code date,open,high,low,close,adjclose,volume}. */
final class PriceSeriesReader {

    private static final String HEADER = "date,open,high,low,close,adjclose,volume";
    private static final int COLUMNS = 7;
    private static final int MAX_DAYS = 100_000;
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}");
    private static final Pattern VOLUME = Pattern.compile("[0-9]{1,18}");

    private final String name;
    private LocalDate previous = LocalDate.MIN;

    private PriceSeriesReader(String name) {
        this.name = name;
    }

    /**
     * Reads a whole file.
     *
     * @throws MalformedException naming data set and line for another header, a missing or surplus column, dates that do
     *     not ascend, or prices that are not positive or contradict each other
     */
    static PriceSeries read(String name, byte[] csv) {
        String[] lines = new String(csv, StandardCharsets.US_ASCII).split("\n", MAX_DAYS + 2);
        if (!lines[0].equals(HEADER)) {
            throw new MalformedException(name, "the first line is not " + HEADER);
        }
        int days = lines[lines.length - 1].isEmpty() ? lines.length - 2 : lines.length - 1;
        if (days < 1 || days > MAX_DAYS) {
            throw new MalformedException(name, days + " days, expected 1 to " + MAX_DAYS);
        }
        PriceSeries series = new PriceSeries(new LocalDate[days], new double[days], new double[days], new double[days]);
        PriceSeriesReader reader = new PriceSeriesReader(name);
        for (int day = 0; day < days; day++) {
            reader.readDay(lines[day + 1], day, series);
        }
        return series;
    }

    private void readDay(String line, int day, PriceSeries to) {
        String[] cells = line.split(",", COLUMNS + 1);
        String at = name + " line " + (day + 2);
        if (cells.length != COLUMNS) {
            throw new MalformedException(at, "not " + COLUMNS + " columns");
        }
        to.dates()[day] = requireLater(at, cells[0]);
        double open = price(at, "open", cells[1]);
        double high = price(at, "high", cells[2]);
        double low = price(at, "low", cells[3]);
        double close = price(at, "close", cells[4]);
        double adjusted = price(at, "adjclose", cells[5]);
        if (low > StrictMath.min(open, close) || high < StrictMath.max(open, close)) {
            throw new MalformedException(at, "open or close is outside low to high");
        }
        // An adjusted close would need high and low adjusted with it; an index pays no dividend, so it has none.
        if (adjusted != close) {
            throw new MalformedException(at, "adjclose differs from close");
        }
        if (!VOLUME.matcher(cells[6]).matches()) {
            throw new MalformedException(at, "volume is not a whole number");
        }
        to.highs()[day] = high;
        to.lows()[day] = low;
        to.closes()[day] = close;
    }

    private LocalDate requireLater(String at, String text) {
        LocalDate date;
        try {
            date = LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedException(at, "date is not YYYY-MM-DD");
        }
        if (!date.isAfter(previous)) {
            throw new MalformedException(at, "date is not after the line before");
        }
        previous = date;
        return date;
    }

    private static double price(String at, String column, String text) {
        if (!PRICE.matcher(text).matches()) {
            throw new MalformedException(at, column + " is not a decimal price");
        }
        double price = Double.parseDouble(text);
        if (!(price > 0)) {
            throw new MalformedException(at, column + " is not positive");
        }
        return price;
    }
}
