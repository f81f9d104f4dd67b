package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.ImageVolumes;
import io.github.kernelj.image.Luminance;
import io.github.kernelj.image.ScoreMap;
import io.github.kernelj.image.Selection;
import io.github.kernelj.image.TemplatePixels;
import io.github.kernelj.match.BestMatches;
import io.github.kernelj.match.Match;
import io.github.kernelj.match.PeakFinder;
import io.github.kernelj.match.Template;
import io.github.kernelj.match.TemplateSearch;
import io.github.kernelj.task.FindSettings.SearchAxes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds a template in an image. Nothing is shown or logged, and no image is changed. */
public final class FindTask {

    private final FindSettings settings;
    private final ImagePlus input;
    private final TemplatePixels pixels;
    private final List<Template> templates;
    private final ImageVolumes volumes;
    private final TemplateSearch search;
    private final List<String> notices;
    private final List<FoundMatch> found = new ArrayList<>();
    private double highest = Double.NEGATIVE_INFINITY;
    private long missing;

    private FindTask(ImagePlus input, ImagePlus template, FindSettings settings) throws IOException {
        this.settings = settings;
        this.input = input;
        int channel = settings.channel().orElse(input.getC());
        this.pixels = TemplatePixels.of(
                template,
                Math.min(channel, template.getNChannels()),
                templatePlanes(template == input),
                settings.planes());
        this.templates = pixels.values().stream()
                .map(values -> Template.masked(pixels.shape(), values, pixels.mask()))
                .toList();
        this.volumes = ImageVolumes.of(
                input,
                settings.axes() == SearchAxes.XYT ? Axes.Stack.FRAMES : Axes.Stack.SLICES,
                new Selection(TemplatePixels.channels(input, channel), settings.slices(), settings.frames()));
        this.search = TemplateSearch.of(templates, volumes.shape());
        this.notices = new ArrayList<>(volumes.notices());
    }

    /**
     * Finds the area that is selected in an image elsewhere in it.
     *
     * @throws IllegalArgumentException if settings, selection and image don't go together, saying why and what to do
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if {@code progress} says so
     */
    public static FindResult find(ImagePlus input, FindSettings settings, Progress progress) throws IOException {
        if (input.getRoi() == null) {
            throw new IllegalArgumentException("there is nothing to look for: draw an area around it in '"
                    + input.getTitle() + "' (a rectangle, say), or name another image with template=");
        }
        return find(input, input, settings, progress);
    }

    /**
     * Finds an image, or the area selected in it, in another.
     *
     * @throws IllegalArgumentException if settings and images don't go together, saying why and what to do
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if {@code progress} says so
     */
    public static FindResult find(ImagePlus input, ImagePlus template, FindSettings settings, Progress progress)
            throws IOException {
        return new FindTask(input, template, settings).run(progress);
    }

    /**
     * Finds an image file in another and writes the matches as CSV.
     *
     * @param map takes the scores as an image file, if it is given
     * @throws IOException if a file can't be read or written, naming it
     * @throws IllegalArgumentException as the other methods do
     */
    public static FindResult find(
            Path input, Path template, Path matches, Optional<Path> map, FindSettings settings, Progress progress)
            throws IOException {
        FindTask task = new FindTask(ImageFiles.open(input), ImageFiles.open(template), settings);
        if (map.isPresent()) {
            int planes = task.volumes.positions() * task.search.output().depth();
            ImageFiles.requireWritable(map.get(), 32, task.templates.size(), planes);
        }
        FindResult result = task.run(progress);
        if (map.isPresent()) {
            ImageFiles.save(result.map().orElseThrow(), map.get());
        }
        result.writeCsv(matches);
        return result;
    }

    private TemplatePixels.Planes templatePlanes(boolean same) {
        return switch (settings.axes()) {
            case XY -> same ? TemplatePixels.Planes.SHOWN : TemplatePixels.Planes.EACH;
            case XYZ -> TemplatePixels.Planes.SLICES;
            case XYT -> TemplatePixels.Planes.FRAMES;
        };
    }

    private FindResult run(Progress progress) throws IOException {
        Optional<ScoreMap> map = settings.map()
                ? Optional.of(new ScoreMap(volumes, search.output(), pixels.shape(), templates.size()))
                : Optional.empty();
        int total = volumes.positions();
        try (Workers workers =
                new Workers(settings.threads().orElse(Runtime.getRuntime().availableProcessors()))) {
            for (int position = 0; position < total; position++) {
                search(position, map, workers, progress.part((double) position / total, (position + 1.0) / total));
            }
        }
        List<FoundMatch> kept = settings.drift() ? bestOfEachTime() : found;
        kept.sort(Comparator.comparingDouble(FoundMatch::t).thenComparingDouble(this::plane));
        addNotices(kept);
        return new FindResult(input, pixels, kept, map.map(ScoreMap::finish), notices);
    }

    private void search(int position, Optional<ScoreMap> map, Workers workers, Progress progress) throws IOException {
        boolean planar = settings.axes() == SearchAxes.XY;
        List<PeakFinder> finders = new ArrayList<>();
        List<PlaneSink> sinks = new ArrayList<>();
        for (int number = 0; number < templates.size(); number++) {
            PeakFinder finder = new PeakFinder(search.output(), number, settings.threshold(), planar);
            finders.add(finder);
            sinks.add(map.isEmpty() ? finder : both(finder, map.get().sink(number, position)));
        }
        missing += search.run(Luminance.of(volumes, position), sinks, workers, progress);
        Map<Double, List<Match>> groups = new TreeMap<>();
        for (PeakFinder finder : finders) {
            highest = Math.max(highest, finder.highest());
            for (Match peak : finder.peaks()) {
                groups.computeIfAbsent(planar ? peak.z() : 0, z -> new ArrayList<>())
                        .add(peak);
            }
        }
        BestMatches best = best();
        groups.values().forEach(peaks -> best.of(peaks).forEach(match -> found.add(foundMatch(match, position))));
    }

    private static PlaneSink both(PlaneSink one, PlaneSink other) {
        return (z, plane) -> {
            one.accept(z, plane);
            other.accept(z, plane);
        };
    }

    private BestMatches best() {
        double[] distance = {
            settings.distance().orElse(pixels.shape().width() / 2.0),
            settings.distance().orElse(pixels.shape().height() / 2.0),
            settings.distance().orElse(pixels.shape().depth() / 2.0)
        };
        return new BestMatches(distance, settings.drift() ? 1 : settings.count().orElse(Integer.MAX_VALUE));
    }

    private FoundMatch foundMatch(Match match, int position) {
        boolean frames = settings.axes() == SearchAxes.XYT;
        double along = match.z() + (pixels.shape().depth() - 1) / 2.0;
        double slice = settings.slices().first() + (frames ? position : along);
        double frame = settings.frames().first() + (frames ? along : position);
        return new FoundMatch(
                match.template() + 1,
                match.x() + pixels.shape().width() / 2.0,
                match.y() + pixels.shape().height() / 2.0,
                slice,
                frame,
                match.score());
    }

    /** Matches of one plane stay together, whatever their score; those of a volume are ordered by score alone. */
    private double plane(FoundMatch match) {
        return settings.axes() == SearchAxes.XYZ ? 0 : match.z();
    }

    private List<FoundMatch> bestOfEachTime() {
        boolean frames = input.getNFrames() > 1;
        Map<Double, FoundMatch> best = new TreeMap<>();
        for (FoundMatch match : found) {
            best.merge(frames ? match.t() : match.z(), match, (a, b) -> b.score() > a.score() ? b : a);
        }
        return new ArrayList<>(best.values());
    }

    private void addNotices(List<FoundMatch> kept) {
        if (kept.isEmpty()) {
            notices.add(String.format(
                    Locale.ROOT,
                    "no place scores %s or more; the highest score is %.3f",
                    settings.toMap().getOrDefault(FindSettings.THRESHOLD.name(), FindSettings.THRESHOLD.defaultText()),
                    highest));
        }
        if (missing > 0) {
            notices.add(Preparation.count(missing, "place")
                    + " of the template would hold pixels that are NaN or infinite; they score 0");
        }
    }
}
