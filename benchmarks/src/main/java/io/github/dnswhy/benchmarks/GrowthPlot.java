package io.github.dnswhy.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Draws what {@code benchmarks/growth.sh} measured, as SVG: a column for each dimension, times above and memory below, on one scale
 * each. Lines go through medians; dots are single runs.
 */
final class GrowthPlot {
    private static final int WIDTH = 190;
    private static final int HEIGHT = 130;
    private static final int LEFT = 64;
    private static final int TOP = 70;
    private static final int GAP = 24;
    private static final int ROW = HEIGHT + 62;
    private static final int BELOW = 54;
    private static final String WALL = "#0b62a8";
    private static final String CPU = "#b3541e";
    private static final String GRID = "stroke='#ddd'";
    private static final String AXIS = "stroke='#888'";
    private static final String MEMORY = "#2e7d4f";

    /** What the axis of a dimension says. */
    private static final Map<String, String> AXES = Map.of(
            "packets", "packets",
            "names", "distinct names",
            "clients", "clients",
            "lost", "queries lost, %",
            "tcp", "addresses over TCP, %");

    private final StringBuilder svg = new StringBuilder();
    private final Map<String, List<Run>> dimensions = new LinkedHashMap<>();
    private String machine = "";

    /** One analysis. */
    private record Run(double size, double wallSeconds, double cpuSeconds, double peakMebibytes) {}

    private GrowthPlot() {}

    /**
     * Draws.
     *
     * @param args the CSV file and the SVG file
     * @throws IOException if one cannot be read or the other not be written
     */
    public static void main(String[] args) throws IOException {
        GrowthPlot plot = new GrowthPlot();
        Files.readAllLines(Path.of(args[0])).forEach(plot::read);
        Files.writeString(Path.of(args[1]), plot.draw());
    }

    private void read(String line) {
        if (line.startsWith("#")) {
            machine = line.substring(1).strip();
            return;
        }
        String[] cells = line.split(",");
        if (cells[0].equals("dimension")) {
            return;
        }
        dimensions
                .computeIfAbsent(cells[0], dimension -> new ArrayList<>())
                .add(new Run(number(cells[1]), number(cells[3]), number(cells[4]), number(cells[5])));
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }

    private String draw() {
        int width = LEFT + dimensions.size() * (WIDTH + GAP);
        int height = TOP + ROW + HEIGHT + BELOW;
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'",
                width, height, width, height);
        add(" font-family='DejaVu Sans, Verdana, sans-serif' font-size='11' fill='#222'>\n");
        add("<rect width='100%%' height='100%%' fill='#fff'/>\n");
        text(LEFT, 20, "font-size='15' font-weight='bold'", "How the cost of an analysis grows");
        text(LEFT, 38, "fill='#555'", "Lines: medians; dots: single runs. " + machine);
        key(LEFT, WALL, "wall time");
        key(LEFT + 110, CPU, "processor time");
        double seconds = most(Run::wallSeconds, Run::cpuSeconds);
        double mebibytes = most(Run::peakMebibytes);
        int left = LEFT;
        for (Map.Entry<String, List<Run>> dimension : dimensions.entrySet()) {
            List<Run> runs = dimension.getValue();
            Panel times = new Panel(left, TOP, runs, seconds);
            times.frame(left == LEFT, "seconds");
            times.curve(Run::cpuSeconds, CPU);
            times.curve(Run::wallSeconds, WALL);
            Panel memory = new Panel(left, TOP + ROW, runs, mebibytes);
            memory.frame(left == LEFT, "peak RSS, MiB");
            memory.curve(Run::peakMebibytes, MEMORY);
            String axis = AXES.getOrDefault(dimension.getKey(), dimension.getKey());
            times.sizes(axis);
            memory.sizes(axis);
            left += WIDTH + GAP;
        }
        return svg.append("</svg>\n").toString();
    }

    @SafeVarargs
    private double most(ToDoubleFunction<Run>... measures) {
        double most = 0;
        for (List<Run> runs : dimensions.values()) {
            for (ToDoubleFunction<Run> measure : measures) {
                most = Math.max(most, runs.stream().mapToDouble(measure).max().orElse(0));
            }
        }
        return most;
    }

    /** The step of a scale with four to ten marks: 1, 2 or 5 times a power of ten. */
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most / 4)));
        double times = most / 4 / power;
        return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private void text(double x, double y, String attributes, String text) {
        add(
                "<text x='%.1f' y='%.1f' %s>%s</text>\n",
                x, y, attributes, text.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private void line(double x1, double y1, double x2, double y2, String stroke) {
        add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' %s/>\n", x1, y1, x2, y2, stroke);
    }

    private void key(int left, String colour, String what) {
        line(left, TOP - 12, left + 18, TOP - 12, "stroke='" + colour + "' stroke-width='2'");
        text(left + 23, TOP - 8, "", what);
    }

    /** A number in few characters. */
    private static String brief(double number) {
        if (number >= 1e6) {
            return trimmed(number / 1e6) + " M";
        }
        return number >= 1e4 ? trimmed(number / 1e3) + " k" : trimmed(number);
    }

    private static String trimmed(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /** One coordinate system; both scales start at zero. */
    private final class Panel {
        private final int left;
        private final int top;
        private final List<Run> runs;
        private final double largest;
        private final double most;

        Panel(int left, int top, List<Run> runs, double most) {
            this.left = left;
            this.top = top;
            this.runs = runs;
            this.largest = runs.stream().mapToDouble(Run::size).max().orElse(1);
            this.most = most * 1.05;
        }

        private double x(double size) {
            return left + WIDTH * size / (largest * 1.03);
        }

        private double y(double value) {
            return top + HEIGHT - HEIGHT * value / most;
        }

        void frame(boolean labelled, String unit) {
            double step = step(most);
            for (double mark = 0; mark <= most; mark += step) {
                line(left, y(mark), left + WIDTH, y(mark), GRID);
                if (labelled) {
                    text(left - 6, y(mark) + 4, "text-anchor='end'", brief(mark));
                }
            }
            if (labelled) {
                int middle = top + HEIGHT / 2;
                text(16, middle, "text-anchor='middle' transform='rotate(-90 16 " + middle + ")'", unit);
            }
            line(left, top, left, top + HEIGHT, AXIS);
        }

        void sizes(String axis) {
            int bottom = top + HEIGHT;
            line(left, bottom, left + WIDTH, bottom, AXIS);
            double step = step(largest);
            for (double mark = 0; mark <= largest * 1.001; mark += step) {
                line(x(mark), bottom, x(mark), bottom + 4, AXIS);
                text(x(mark), bottom + 16, "text-anchor='middle'", brief(mark));
            }
            text(left + WIDTH / 2.0, bottom + 34, "text-anchor='middle' font-weight='bold'", axis);
        }

        void curve(ToDoubleFunction<Run> measure, String colour) {
            Map<Double, List<Double>> bySize = new TreeMap<>();
            for (Run run : runs) {
                double value = measure.applyAsDouble(run);
                bySize.computeIfAbsent(run.size(), size -> new ArrayList<>()).add(value);
                add(
                        "<circle cx='%.1f' cy='%.1f' r='2.2' fill='%s' fill-opacity='0.45'/>\n",
                        x(run.size()), y(value), colour);
            }
            add("<polyline fill='none' stroke='%s' stroke-width='1.8' points='", colour);
            bySize.forEach((size, values) -> {
                values.sort(Comparator.naturalOrder());
                add("%.1f,%.1f ", x(size), y(values.get((values.size() - 1) / 2)));
            });
            add("'/>\n");
        }
    }
}
