package io.github.kernelj.command;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.task.OptionString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.scijava.app.StatusService;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;

/**
 * What the commands have in common: options as macros write them, progress in the status bar, cancelling. Their inputs
 * aren't remembered from run to run, as a script that leaves one out means its default.
 */
abstract class KernelCommand extends ContextCommand {

    /** Not in every context. */
    @Parameter(required = false)
    private StatusService status;

    @Override
    public final void run() {
        try {
            execute(new StatusProgress(this, status));
        } catch (CancellationException e) {
            cancel("cancelled");
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The work; outputs are set only if all went well. */
    abstract void execute(Progress progress) throws IOException;

    /**
     * Options by key.
     *
     * @param options as in a macro; may be null
     * @throws IllegalArgumentException naming what can't be understood
     */
    static Map<String, String> texts(String options) {
        return options == null ? new HashMap<>() : new HashMap<>(OptionString.parse(options, name -> Optional.empty()));
    }
}
