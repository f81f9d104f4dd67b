package io.github.kernelj.task;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.Pngs;
import io.github.kernelj.image.SampleImages;
import io.github.kernelj.task.HtmlPage.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes the pictures of README.md from a run of the demonstration:
 *
 * <pre>mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dmain.class=io.github.kernelj.task.ReadmePictures -Dexec.args=src/readme</pre>
 */
public final class ReadmePictures {

    private static final int GAP = 16;

    private ReadmePictures() {}

    /** @param args the folder of the pictures */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "src/readme"));
        DemoFolder files = new DemoFolder(Path.of("target", "demo"));
        DemoPhotograph photograph = DemoPhotograph.run(files, Progress.NONE);
        DemoVolume volume = DemoVolume.run(files, Progress.NONE);
        DemoImage camera = photograph.camera();
        save(
                row(List.of(
                        camera.crop(camera.before(), "before"),
                        camera.crop(photograph.target(), "after"),
                        camera.crop(camera.after(), "learned"))),
                folder.resolve("photograph.png"));
        save(row(photograph.descent().figures()), folder.resolve("kernels.png"));
        save(photograph.plot(), folder.resolve("convergence.png"));
        save(row(volume.head().figures()), folder.resolve("volume.png"));
        save(found(), folder.resolve("found.png"));
    }

    /** The crowd with the place where the figure was found. */
    private static ColorProcessor found() throws IOException {
        ImagePlus crowd = SampleImages.packed().open("crowd.png");
        ImagePlus figure = SampleImages.packed().open("figure.png");
        FindTask.find(crowd, figure, FindSettings.parse(Map.of("count", "1")), Progress.NONE)
                .mark();
        crowd.deleteRoi();
        return (ColorProcessor) crowd.flatten().getProcessor();
    }

    /** Side by side on white. */
    private static ColorProcessor row(List<Figure> figures) {
        int width = -GAP;
        int height = 0;
        for (Figure figure : figures) {
            width += figure.picture().getWidth() + GAP;
            height = Math.max(height, figure.picture().getHeight());
        }
        ColorProcessor row = new ColorProcessor(width, height);
        row.setColor(0xFFFFFF);
        row.fill();
        int left = 0;
        for (Figure figure : figures) {
            row.insert(figure.picture(), left, 0);
            left += figure.picture().getWidth() + GAP;
        }
        return row;
    }

    private static void save(ColorProcessor picture, Path file) throws IOException {
        Files.write(file, Pngs.encode(picture));
    }
}
