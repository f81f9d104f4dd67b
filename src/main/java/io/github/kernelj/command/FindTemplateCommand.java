package io.github.kernelj.command;

import ij.ImagePlus;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.task.FindResult;
import io.github.kernelj.task.FindSettings;
import io.github.kernelj.task.FindTask;
import io.github.kernelj.task.FoundMatch;
import java.io.IOException;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Finds a template in an image; neither is shown or changed. */
@Plugin(type = Command.class, attrs = @Attr(name = "no-record"))
public final class FindTemplateCommand extends KernelCommand {

    @Parameter(persist = false, description = "The image to search.")
    private ImagePlus input;

    @Parameter(
            persist = false,
            required = false,
            visibility = ItemVisibility.INVISIBLE,
            description =
                    "What to look for: the area selected in it, or the whole of it; by default what is selected in"
                            + " the image that is searched.")
    private ImagePlus template;

    @Parameter(
            persist = false,
            required = false,
            description = "The other keys of Find Template as in a macro, such as: map count=[10] threshold=[0.8].")
    private String options;

    @Parameter(type = ItemIO.OUTPUT, description = "The matches, by falling score within each frame and slice.")
    private List<FoundMatch> matches;

    @Parameter(type = ItemIO.OUTPUT, description = "The same as what can fill a results table or a CSV file.")
    private FindResult result;

    @Parameter(type = ItemIO.OUTPUT, description = "The score of every place; only with the option map.")
    private ImagePlus map;

    @Parameter(type = ItemIO.OUTPUT, description = "What should be known, in sentences.")
    private List<String> notices;

    @Override
    void execute(Progress progress) throws IOException {
        FindSettings settings = FindSettings.parse(texts(options));
        if (!settings.template().isBlank()) {
            throw new IllegalArgumentException("the template is an image here: give it as the parameter template");
        }
        FindResult found = template == null
                ? FindTask.find(input, settings, progress)
                : FindTask.find(input, template, settings, progress);
        matches = found.matches();
        map = found.map().orElse(null);
        notices = found.notices();
        result = found;
    }
}
