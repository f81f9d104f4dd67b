package io.github.kernelj.task;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.image.ImageVolumes;
import io.github.kernelj.image.Selection;
import io.github.kernelj.zarr.DataType;
import io.github.kernelj.zarr.Dimension;
import io.github.kernelj.zarr.FolderStore;
import io.github.kernelj.zarr.Losses;
import io.github.kernelj.zarr.OmeForm;
import io.github.kernelj.zarr.OmeZarr;
import io.github.kernelj.zarr.Pyramid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Images of ImageJ from OME-Zarr, and OME-Zarr from them. */
final class ZarrImages {

    private static final int CHUNK = 256;
    private static final int CHUNK_DEPTH = 64;

    /** ImageJ's word for a unit, by that of OME-NGFF. */
    private static final Map<String, String> UNITS = Map.of(
            "micrometer",
            "micron",
            "nanometer",
            "nm",
            "millimeter",
            "mm",
            "centimeter",
            "cm",
            "meter",
            "m",
            "inch",
            "inch",
            "second",
            "sec",
            "millisecond",
            "ms",
            "minute",
            "min",
            "hour",
            "hour");

    private ZarrImages() {}

    /**
     * The full size of an image as a virtual stack with its calibration. Integers of 8 and 16 bits stay so, those with a
     * sign by calibration; other types become 32-bit floats.
     */
    static ImagePlus open(Path folder) throws IOException {
        OmeZarr image = OmeZarr.open(new FolderStore(folder));
        ZarrStack stack = new ZarrStack(image);
        ImagePlus plus = new ImagePlus(folder.getFileName().toString(), stack);
        int channels = image.dimension('c').size();
        plus.setDimensions(
                channels, image.dimension('z').size(), image.dimension('t').size());
        plus.setCalibration(calibration(image));
        if (channels > 1) {
            plus = new CompositeImage(plus, CompositeImage.COMPOSITE);
        }
        plus.setOpenAsHyperStack(plus.getNDimensions() > 3);
        plus.resetDisplayRange();
        return plus;
    }

    /** Bytes of all pixels at full size; 0 if the folder can't be opened, which is told where it is worked on. */
    static long size(Path folder) {
        try {
            OmeZarr image = OmeZarr.open(new FolderStore(folder));
            long bytes = image.type().bytes();
            for (char axis : Dimension.AXES.toCharArray()) {
                bytes *= image.dimension(axis).size();
            }
            return bytes;
        } catch (IOException | IllegalArgumentException e) {
            return 0;
        }
    }

    private static Calibration calibration(OmeZarr image) {
        Calibration calibration = new Calibration();
        calibration.pixelWidth = image.dimension('x').spacing();
        calibration.pixelHeight = image.dimension('y').spacing();
        calibration.pixelDepth = image.dimension('z').spacing();
        calibration.xOrigin = origin(image.dimension('x'));
        calibration.yOrigin = origin(image.dimension('y'));
        calibration.zOrigin = origin(image.dimension('z'));
        calibration.setUnit(unit(image.dimension('x'), "pixel"));
        calibration.frameInterval =
                image.dimension('t').size() > 1 ? image.dimension('t').spacing() : 0;
        calibration.setTimeUnit(unit(image.dimension('t'), "sec"));
        if (image.type() == DataType.INT16) {
            calibration.setSigned16BitCalibration();
        } else if (image.type() == DataType.INT8) {
            calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] {-128, 1}, "Gray Value");
        }
        return calibration;
    }

    /** The pixel that lies at 0. */
    private static double origin(Dimension dimension) {
        return dimension.origin() == 0 ? 0 : -dimension.origin() / dimension.spacing();
    }

    private static String unit(Dimension dimension, String byDefault) {
        return dimension.unit().isEmpty() ? byDefault : UNITS.getOrDefault(dimension.unit(), dimension.unit());
    }

    /** Writes an image, a layer of chunks at a time. If anything fails, or it is cancelled, there is no output. */
    static void save(ImagePlus image, Path folder, ZarrSettings storage, Progress progress) throws IOException {
        ImageVolumes volumes = ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL);
        OmeForm form = new OmeForm(
                storage.version(),
                image.getTitle(),
                dimensions(image, volumes, storage),
                type(image),
                storage.compression(),
                storage.pyramid());
        ZarrFolder.write(folder, store -> {
            OmeZarr written = OmeZarr.create(store, form);
            try (Workers workers = Workers.all()) {
                int total = volumes.channels() * volumes.positions();
                double part = storage.pyramid() ? 0.8 : 1;
                for (int i = 0; i < total; i++) {
                    int channel = i / volumes.positions();
                    int frame = i % volumes.positions();
                    copy(
                            volumes.source(channel, frame),
                            written.volume(channel, frame).sink(workers, new Losses()),
                            progress.part(part * i / total, part * (i + 1) / total));
                }
                Pyramid.write(written, workers, progress.part(part, 1));
            }
            written.finish();
        });
    }

    private static void copy(PlaneSource source, PlaneSink sink, Progress progress) throws IOException {
        int depth = source.shape().depth();
        for (int z = 0; z < depth; z++) {
            progress.checkCancelled();
            sink.accept(z, source.plane(z));
            progress.report((z + 1.0) / depth);
        }
    }

    private static DataType type(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        double[] line = calibration.getCoefficients();
        boolean signed = calibration.getFunction() == Calibration.STRAIGHT_LINE
                && Arrays.equals(line, new double[] {-(1 << image.getBitDepth() - 1), 1});
        return switch (image.getBitDepth()) {
            case 8 -> signed ? DataType.INT8 : calibration.calibrated() ? DataType.FLOAT32 : DataType.UINT8;
            case 16 -> signed ? DataType.INT16 : calibration.calibrated() ? DataType.FLOAT32 : DataType.UINT16;
            case 24 -> DataType.UINT8;
            default -> DataType.FLOAT32;
        };
    }

    private static List<Dimension> dimensions(ImagePlus image, ImageVolumes volumes, ZarrSettings storage) {
        Calibration calibration = image.getCalibration();
        String unit = written(calibration.getUnit());
        int[] sizes = {volumes.positions(), volumes.channels(), image.getNSlices(), image.getHeight(), image.getWidth()
        };
        int[] chunks = {
            1,
            1,
            storage.chunks().map(chunk -> chunk.depth()).orElse(CHUNK_DEPTH),
            storage.chunks().map(chunk -> chunk.height()).orElse(CHUNK),
            storage.chunks().map(chunk -> chunk.width()).orElse(CHUNK)
        };
        double[] spacings = {
            calibration.frameInterval, 1, calibration.pixelDepth, calibration.pixelHeight, calibration.pixelWidth
        };
        double[] origins = {0, 0, calibration.zOrigin, calibration.yOrigin, calibration.xOrigin};
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            double spacing = spacings[i] > 0 && Double.isFinite(spacings[i]) ? spacings[i] : 1;
            if (sizes[i] > 1 || i > 2) {
                dimensions.add(new Dimension(
                        Dimension.AXES.charAt(i),
                        sizes[i],
                        Math.min(sizes[i], chunks[i]),
                        i > 1 ? unit : i == 0 ? written(calibration.getTimeUnit()) : "",
                        spacing,
                        origins[i] == 0 ? 0 : -origins[i] * spacing));
            }
        }
        return dimensions;
    }

    /** OME-NGFF's word for ImageJ's; nothing for pixels. */
    private static String written(String unit) {
        if (unit.equals("\u00B5m") || unit.equals("um")) {
            return "micrometer";
        }
        return UNITS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(unit))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(unit.equals("pixel") ? "" : unit);
    }
}
