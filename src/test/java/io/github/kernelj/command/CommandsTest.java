package io.github.kernelj.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.samples.Crowd;
import io.github.kernelj.task.ApplyResult;
import io.github.kernelj.task.FindResult;
import io.github.kernelj.task.FoundMatch;
import io.github.kernelj.task.Kernels;
import io.github.kernelj.task.LearnResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.io.IOService;
import org.scijava.module.ModuleItem;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/** The commands, the service and the file format in a SciJava context, found by the plugin index as Fiji finds them. */
class CommandsTest {

    private static Context context;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        context = new Context(SciJavaService.class, KernelService.class);
    }

    @AfterAll
    static void stop() {
        context.dispose();
    }

    @Test
    void applyTakesAnImageAndAnExpression() throws InterruptedException, ExecutionException {
        ImagePlus image = image();
        CommandModule done =
                run(ApplyKernelCommand.class, "input", image, "kernel", "2 * [0 1 0]", "options", "type=[32-bit]");
        ImagePlus output = (ImagePlus) done.getOutput("output");
        assertThat(pixels(output)).containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24);
        assertThat(pixels(image)).containsExactly(pixels(image()));
        assertThat(done.getOutput("clipped")).isEqualTo(0L);
        assertThat((List<?>) done.getOutput("notices")).isEmpty();
    }

    @Test
    void applyTakesAKernelAtHand() throws InterruptedException, ExecutionException, IOException {
        KernelBank bank = service().kernel("[1 1]");
        CommandModule done = run(ApplyKernelCommand.class, "input", image(), "bank", bank, "options", "extent=[valid]");
        ImagePlus output = (ImagePlus) done.getOutput("output");
        assertThat(output.getWidth()).isEqualTo(3);
        assertThat(pixels(output)).startsWith(3, 5, 7, 11);
    }

    @Test
    void learnGivesKernelFittedImageAndFit() throws InterruptedException, ExecutionException, IOException {
        ImagePlus input = ImageFiles.open(Path.of("test-images/camera.png"));
        ImagePlus target =
                service().apply(input, "kernel=[1 2; 3 -1] type=[32-bit]").image();
        Path file = folder.resolve("learned.npy");
        CommandModule done = run(
                LearnKernelCommand.class,
                "input",
                input,
                "target",
                target,
                "options",
                "size=[2] method=[exact] kernel=[" + file + "]");
        KernelBank kernel = (KernelBank) done.getOutput("kernel");
        assertThat(kernel.single().weights()).containsExactly(new float[] {1, 2, 3, -1}, within(1e-4f));
        assertThat(Kernels.read(file).single().weights())
                .containsExactly(kernel.single().weights());
        assertThat(((Fit) done.getOutput("fit")).rSquared()).isGreaterThan(0.99999);
        assertThat(pixels((ImagePlus) done.getOutput("fitted"))).hasSameSizeAs(pixels(target));
        assertThat(pixels((ImagePlus) done.getOutput("fitted"))[1000]).isEqualTo(pixels(target)[1000], within(0.1f));
        assertThat((String) done.getOutput("summary")).startsWith("Learned a 2 x 2 kernel");
    }

    @Test
    void inspectGivesBankSheetAndReport() throws InterruptedException, ExecutionException {
        CommandModule done = run(
                InspectKernelCommand.class,
                "kernel",
                "sobel-x",
                "options",
                "code=[scipy] file=[" + folder.resolve("k.npy") + "]");
        assertThat(((KernelBank) done.getOutput("bank")).single().weights()).hasSize(9);
        assertThat(((ImagePlus) done.getOutput("sheet")).getWidth()).isPositive();
        assertThat((String) done.getOutput("report")).contains("separable: yes", "from scipy import ndimage");
        assertThat(folder.resolve("k.npy")).exists();
    }

    @Test
    void findGivesMatchesTableAndMap() throws InterruptedException, ExecutionException {
        ImagePlus crowd = Crowd.scene();
        CommandModule done =
                run(FindTemplateCommand.class, "input", crowd, "template", Crowd.figure(), "options", "map count=[1]");
        FoundMatch match = (FoundMatch) ((List<?>) done.getOutput("matches")).get(0);
        assertThat(match.score()).isGreaterThan(0.98);
        assertThat(((FindResult) done.getOutput("result")).matches()).containsExactly(match);
        assertThat(((ImagePlus) done.getOutput("map")).getBitDepth()).isEqualTo(32);
        assertThat(crowd.getOverlay()).isNull();
        assertThatThrownBy(() -> run(FindTemplateCommand.class, "input", crowd))
                .hasStackTraceContaining("there is nothing to look for");
        assertThatThrownBy(() -> run(FindTemplateCommand.class, "input", crowd, "options", "template=[figure.png]"))
                .hasStackTraceContaining("give it as the parameter template");
    }

    @Test
    void whatIsWrongIsToldAsElsewhere() {
        assertThatThrownBy(() -> run(ApplyKernelCommand.class, "input", image(), "kernel", "gausian(2)"))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("there is no preset 'gausian'; did you mean gaussian?");
        assertThatThrownBy(() -> run(ApplyKernelCommand.class, "input", image()))
                .hasStackTraceContaining("give a kernel, either as an expression (kernel) or at hand (bank)");
        assertThatThrownBy(() ->
                        run(ApplyKernelCommand.class, "input", image(), "kernel", "box", "options", "kernel=[sobel-x]"))
                .hasStackTraceContaining("the kernel is given twice: as a parameter and among the options");
        assertThatThrownBy(() -> run(ApplyKernelCommand.class, "input", image(), "kernel", "no.json"))
                .hasStackTraceContaining("'no.json' is neither a matrix, nor a preset, nor a kernel file that exists");
    }

    @Test
    void nothingIsRememberedFromRunToRun() {
        for (Class<? extends Command> type : List.of(
                ApplyKernelCommand.class,
                LearnKernelCommand.class,
                InspectKernelCommand.class,
                FindTemplateCommand.class)) {
            CommandInfo info = context.service(CommandService.class).getCommand(type);
            for (ModuleItem<?> input : info.inputs()) {
                assertThat(input.isPersisted() && !isFilledIn(input.getType()))
                        .as(type.getSimpleName() + "." + input.getName())
                        .isFalse();
            }
        }
    }

    /** Fiji's menus and search list what has a menu path or a label, its recorder what isn't marked. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                ApplyKernelCommand.class,
                LearnKernelCommand.class,
                InspectKernelCommand.class,
                FindTemplateCommand.class
            })
    void fijiShowsNothingOfThem(Class<? extends Command> type) {
        CommandInfo info = context.service(CommandService.class).getCommand(type);
        assertThat(info).isNotNull();
        assertThat(info.getMenuPath()).isEmpty();
        assertThat(info.getLabel()).isNullOrEmpty();
        assertThat(info.is("no-record")).isTrue();
    }

    @Test
    void theServiceDoesWhatTheTasksDo() throws IOException {
        KernelService kernels = service();
        ApplyResult once = kernels.apply(image(), "extent=[valid] kernel=[1 1]");
        ApplyResult again = kernels.apply(image(), kernels.kernel("[1 1]"), "extent=[valid]");
        assertThat(pixels(once.image())).startsWith(3, 5, 7, 11).isEqualTo(pixels(again.image()));
        LearnResult learned = kernels.learn(
                ImageFiles.open(Path.of("test-images/lesson-input.csv")),
                ImageFiles.open(Path.of("test-images/lesson-target.csv")),
                "preset=[lesson]");
        assertThat(learned.fit().steps()).isEqualTo(10);
        assertThat(kernels.inspect(kernels.kernel("box")).text()).contains("separable: yes");
        ImagePlus fine = image();
        fine.getCalibration().pixelWidth = 0.25;
        fine.getCalibration().pixelHeight = 0.25;
        fine.getCalibration().setUnit("um");
        assertThat(kernels.kernel("gaussian(1, unit=um)", fine).shape().width()).isEqualTo(33);
        assertThatThrownBy(() -> kernels.apply(image(), kernels.kernel("box"), "kernel=[box]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the kernel is given twice: as a kernel and as an option");
    }

    @Test
    void kernelFilesGoThroughTheInputAndOutputService() throws IOException {
        IOService files = context.service(IOService.class);
        KernelBank bank = service().kernel("gaussian(2)");
        for (String name : List.of("k.json", "k.kernel")) {
            String path = folder.resolve(name).toString();
            files.save(bank, path);
            assertThat(files.open(path)).isInstanceOf(KernelBank.class).isEqualTo(bank);
        }
        for (String name : List.of("k.npy", "k.tif", "k.txt", "k.onnx")) {
            Path path = folder.resolve(name);
            files.save(bank, path.toString());
            assertThat(path).isNotEmptyFile();
            assertThat(files.getOpener(path.toString()) instanceof KernelFileFormat)
                    .isFalse();
        }
        Path foreign = Files.writeString(folder.resolve("foreign.json"), "{\"a\": 1}");
        assertThat(files.getOpener(foreign.toString()) instanceof KernelFileFormat)
                .isFalse();
    }

    private static boolean isFilledIn(Class<?> type) {
        return Service.class.isAssignableFrom(type) || type == Context.class;
    }

    private static KernelService service() {
        return context.service(KernelService.class);
    }

    private static CommandModule run(Class<? extends Command> type, Object... inputs)
            throws InterruptedException, ExecutionException {
        return context.service(CommandService.class).run(type, true, inputs).get();
    }

    private static ImagePlus image() {
        float[] pixels = new float[12];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i + 1;
        }
        return new ImagePlus("image", new FloatProcessor(4, 3, pixels));
    }

    private static float[] pixels(ImagePlus image) {
        return (float[]) image.getProcessor().convertToFloatProcessor().getPixels();
    }
}
