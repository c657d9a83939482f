package org.compatserver.wire.rounds;

import java.util.List;
import java.util.Locale;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.wire.rounds.PictureCells.Field;
import org.jspecify.annotations.Nullable;

/**
 * A round as a picture (SVG): packages by packages, a cell for each pair, coloured by its result, with the number of its cause; the causes beside it. The
 * colours differ in lightness, too.
 */
public final class RoundPicture {
    private static final String FITS = "#e4ecef";
    private static final String FITS_ALONE = "#bccad0";
    private static final String INK = "#1f2a30";
    static final String FAINT = "#5d6b73";
    private static final int GAP = 24;

    private final Shown shown;
    private final PictureCells cells;
    private final List<Integer> packages;
    private final Svg svg = new Svg();
    private final double side;
    private final double label;
    private final double left;

    private RoundPicture(Shown shown) {
        this.shown = shown;
        this.cells = new PictureCells(shown);
        this.packages = cells.shownPackages();
        this.side = packages.size() <= 30 ? 18 : packages.size() <= 60 ? 14 : 12;
        this.label = 12
                + charWidth()
                        * packages.stream()
                                .mapToInt(number -> shown.name(number).length())
                                .max()
                                .orElse(0);
        this.left = GAP + label + (shown.sections().isEmpty() ? 0 : 18);
    }

    /** The whole document. */
    public static String of(Shown shown) {
        return new RoundPicture(shown).drawn();
    }

    static String colour(@Nullable Result result) {
        return switch (result) {
            case null -> "#ffffff";
            case SUCCESS -> FITS;
            case CHECK_WARNING -> "#f0a830";
            case INSTALL_ERROR -> "#8a1846";
            case UNKNOWN -> "#6f93b8";
        };
    }

    private double fontSize() {
        return side <= 12 ? 9.5 : 11;
    }

    private double charWidth() {
        return fontSize() * 0.56;
    }

    private String drawn() {
        PictureLegend legend = new PictureLegend(shown, packages.size());
        double matrix = packages.size() * side;
        double panelX = left + Math.min(matrix, Math.max(0, legend.height() - GAP)) + label + GAP;
        double width = Math.max(left + matrix + label, panelX + PictureLegend.WIDTH) + GAP;
        double height = Math.max(matrix, legend.height()) + 2 * GAP;
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                width,
                "height",
                height,
                "viewBox",
                "0 0 " + Svg.number(width) + " " + Svg.number(height),
                "font-family",
                "system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif",
                "role",
                "img");
        svg.title(title());
        svg.shape("rect", "", "width", width, "height", height, "rx", 8, "fill", "#ffffff");
        svg.open("g", "transform", "translate(" + Svg.number(left) + " " + GAP + ")", "fill", INK);
        rows();
        grid();
        failures();
        sections();
        names();
        svg.close("g");
        svg.open("g", "transform", "translate(" + Svg.number(panelX) + " " + GAP + ")", "fill", INK);
        legend.draw(svg);
        svg.close("g");
        return svg.close("svg").toString();
    }

    private String title() {
        Plan plan = shown.round().plan();
        return String.format(
                Locale.ROOT,
                "%,d packages in pairs on %,d %s",
                plan.size(),
                plan.targets().size(),
                plan.targets().size() == 1 ? "target" : "targets");
    }

    /** A strip for each package, up to itself: what is not drawn upon fits. */
    private void rows() {
        for (int row = 0; row < packages.size(); row++) {
            int number = packages.get(row);
            int failing = cells.failures(number);
            String title = shown.name(number)
                    + (failing == 0
                            ? ": fits, with all others, too"
                            : String.format(Locale.ROOT, ": %,d of its checks are no SUCCESS", failing));
            if (row > 0) {
                svg.shape("rect", title, "y", row * side, "width", row * side, "height", side - 1, "fill", FITS);
            }
            svg.shape(
                    "rect",
                    title,
                    "x",
                    row * side,
                    "y",
                    row * side,
                    "width",
                    side - 1,
                    "height",
                    side - 1,
                    "fill",
                    FITS_ALONE);
        }
    }

    private void grid() {
        StringBuilder path = new StringBuilder();
        double end = packages.size() * side;
        for (int column = 1; column <= packages.size(); column++) {
            path.append('M')
                    .append(Svg.number(column * side - 0.5))
                    .append(' ')
                    .append(Svg.number((column - 1) * side))
                    .append('V')
                    .append(Svg.number(end));
        }
        svg.shape("path", "", "d", path, "stroke", "#ffffff", "stroke-width", 1, "pointer-events", "none");
    }

    private void failures() {
        for (int row = 0; row < packages.size(); row++) {
            for (int column = 0; column <= row; column++) {
                Field field = cells.at(packages.get(row), packages.get(column));
                if (field != null) {
                    cell(row, column, field);
                }
            }
        }
    }

    private void cell(int row, int column, Field field) {
        String one = shown.name(packages.get(row));
        String title = (row == column ? one + " by itself" : shown.name(packages.get(column)) + " with " + one)
                + field.lines();
        double x = column * side;
        double y = row * side;
        svg.shape(
                "rect",
                title,
                "x",
                x,
                "y",
                y,
                "width",
                side - 1,
                "height",
                side - 1,
                "fill",
                colour(field.worst()),
                field.worst() == null ? "stroke" : "fill-opacity",
                field.worst() == null ? FAINT : field.inherited() && row != column ? "0.3" : "1");
        if (field.cause() > 0 && field.cause() <= PictureLegend.MOST_CAUSES && !field.inherited()) {
            svg.text(
                    x + (side - 1) / 2,
                    y + side * 0.72,
                    String.valueOf(field.cause()),
                    "font-size",
                    side * (field.cause() < 10 ? 0.66 : 0.55),
                    "text-anchor",
                    "middle",
                    "fill",
                    field.worst() == Result.INSTALL_ERROR ? "#ffffff" : INK,
                    "pointer-events",
                    "none");
        }
        if (field.targets() < shown.round().plan().targets().size()) {
            String corner = "M" + Svg.number(x + side - 1) + " " + Svg.number(y) + "v" + Svg.number(side / 3) + "l"
                    + Svg.number(-side / 3) + " " + Svg.number(-side / 3) + "z";
            svg.shape("path", "", "d", corner, "fill", "#ffffff", "pointer-events", "none");
        }
    }

    /** Lines between sections, and their names at the left. */
    private void sections() {
        double end = packages.size() * side;
        int from = 0;
        for (int row = 1; row <= packages.size(); row++) {
            if (row == packages.size() || !section(row).equals(section(from))) {
                double x = 8 - left + GAP;
                if (!section(from).isEmpty() && (row - from) * side >= 3 * fontSize()) {
                    double middle = (from + row) / 2.0 * side;
                    int most = Math.max(3, (int) ((row - from) * side / 6));
                    String place = "rotate(-90 " + Svg.number(x) + " " + Svg.number(middle) + ")";
                    svg.text(
                            x,
                            middle,
                            PictureLegend.cut(section(from), most),
                            "transform",
                            place,
                            "font-size",
                            10,
                            "text-anchor",
                            "middle",
                            "fill",
                            FAINT);
                }
                if (row < packages.size()) {
                    String line = "M" + Svg.number(x) + " " + Svg.number(row * side - 0.5) + "H"
                            + Svg.number(row * side) + "V" + Svg.number(end);
                    svg.shape(
                            "path",
                            "",
                            "d",
                            line,
                            "fill",
                            "none",
                            "stroke",
                            FAINT,
                            "stroke-width",
                            1,
                            "pointer-events",
                            "none");
                }
                from = row;
            }
        }
    }

    private String section(int row) {
        return cells.section(packages.get(row));
    }

    /** At the left for rows, at the diagonal for columns. */
    private void names() {
        svg.open("g", "font-size", fontSize(), "fill", INK);
        for (int row = 0; row < packages.size(); row++) {
            String name = shown.name(packages.get(row));
            double y = row * side + side * 0.74;
            svg.text(-6, y, name, "text-anchor", "end");
            svg.text((row + 1) * side + 5, y, name, "fill", FAINT);
        }
        svg.close("g");
    }
}
