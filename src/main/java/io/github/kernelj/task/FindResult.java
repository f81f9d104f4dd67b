package io.github.kernelj.task;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.github.kernelj.image.DriftPlot;
import io.github.kernelj.image.MatchMarks;
import io.github.kernelj.image.TemplatePixels;
import io.github.kernelj.kernel.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What was found.
 *
 * @param image that was searched; unchanged
 * @param template what was looked for
 * @param matches by frame and slice, and by falling score within each
 * @param map the scores as an image that isn't shown, if it was asked for
 * @param notices what people should know, in sentences
 */
public record FindResult(
        ImagePlus image,
        TemplatePixels template,
        List<FoundMatch> matches,
        Optional<ImagePlus> map,
        List<String> notices) {

    public FindResult {
        matches = List.copyOf(matches);
        notices = List.copyOf(notices);
    }

    private record Column(String name, int decimals, ToDoubleFunction<FoundMatch> value) {}

    /** Adds a row for each match: x, y (pixels), z (slice), t (frame), score, and the same in calibrated units. */
    public void addTo(ResultsTable table) {
        List<Column> columns = columns();
        for (FoundMatch match : matches) {
            table.incrementCounter();
            columns.forEach(column -> table.addValue(column.name, column.value.applyAsDouble(match)));
        }
        columns.forEach(column -> table.setDecimalPlaces(table.getColumnIndex(column.name), column.decimals));
    }

    /**
     * Writes the same columns as text, values separated by commas, with names in the first line.
     *
     * @throws IOException if the file can't be written; there is no new file then
     */
    public void writeCsv(Path file) throws IOException {
        List<Column> columns = columns();
        StringBuilder text = new StringBuilder();
        text.append(columns.stream().map(Column::name).collect(Collectors.joining(",", "", "\n")));
        for (FoundMatch match : matches) {
            text.append(
                    columns.stream().map(column -> number(column, match)).collect(Collectors.joining(",", "", "\n")));
        }
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Shows the matches on the image that was searched, as an overlay and as its selection. */
    public void mark() {
        List<MatchMarks.Mark> marks = matches.stream()
                .map(match -> new MatchMarks.Mark(
                        match.x(), match.y(), (int) Math.round(match.z()), (int) Math.round(match.t())))
                .toList();
        MatchMarks.show(
                image,
                marks,
                template.outline(),
                template.shape().width(),
                template.shape().height());
    }

    /**
     * How the matches move since the first of them, over frames, or over slices if there is one frame.
     *
     * @throws IllegalArgumentException if there is no match
     */
    public Plot driftPlot() {
        Calibration calibration = image.getCalibration();
        boolean frames = image.getNFrames() > 1;
        boolean timed = frames && calibration.frameInterval > 0;
        double[] times = values(match -> !frames ? match.z() : timed ? seconds(match) : match.t());
        List<double[]> shifts = new ArrayList<>();
        shifts.add(shifts(match -> match.x() * calibration.pixelWidth));
        shifts.add(shifts(match -> match.y() * calibration.pixelHeight));
        if (frames && image.getNSlices() > 1) {
            shifts.add(shifts(match -> match.z() * calibration.pixelDepth));
        }
        return DriftPlot.of(
                "Drift in " + image.getTitle(),
                times,
                !frames ? "slice" : timed ? "t (" + calibration.getTimeUnit() + ")" : "frame",
                shifts,
                "shift (" + calibration.getUnits() + ")");
    }

    private List<Column> columns() {
        Calibration calibration = image.getCalibration();
        List<Column> columns = new ArrayList<>();
        if (template.values().size() > 1) {
            columns.add(new Column("template", 0, FoundMatch::template));
        }
        columns.add(new Column("x", 3, FoundMatch::x));
        columns.add(new Column("y", 3, FoundMatch::y));
        columns.add(new Column("z", template.shape().depth() > 1 ? 3 : 0, FoundMatch::z));
        columns.add(new Column("t", template.shape().depth() > 1 ? 3 : 0, FoundMatch::t));
        columns.add(new Column("score", 5, FoundMatch::score));
        if (calibration.scaled()) {
            String unit = " (" + calibration.getUnit() + ")";
            columns.add(new Column("x" + unit, 4, match -> calibration.getX(match.x())));
            columns.add(new Column("y" + unit, 4, match -> calibration.getY(match.y())));
            columns.add(
                    new Column("z" + unit, 4, match -> (match.z() - 1 - calibration.zOrigin) * calibration.pixelDepth));
        }
        if (calibration.frameInterval > 0) {
            columns.add(new Column("t (" + calibration.getTimeUnit() + ")", 4, this::seconds));
        }
        return columns;
    }

    private double seconds(FoundMatch match) {
        return (match.t() - 1) * image.getCalibration().frameInterval;
    }

    private double[] values(ToDoubleFunction<FoundMatch> value) {
        return matches.stream().mapToDouble(value).toArray();
    }

    private double[] shifts(ToDoubleFunction<FoundMatch> value) {
        double[] values = values(value);
        double start = values.length == 0 ? 0 : values[0];
        for (int i = 0; i < values.length; i++) {
            values[i] -= start;
        }
        return values;
    }

    private static String number(Column column, FoundMatch match) {
        return String.format(Locale.ROOT, "%." + column.decimals + "f", column.value.applyAsDouble(match));
    }
}
