package io.github.kernelj.plugin;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.concurrent.CancellationException;

/**
 * What all menu entries share: where the settings come from, and how a failure is told. A macro stops at a failure with
 * its message; a script or a Java program without a screen gets an exception with it.
 */
abstract class KernelPlugIn implements PlugIn {

    private final String title;

    KernelPlugIn(String title) {
        this.title = title;
    }

    /** @param options the macro's option string, or null if the user is to be asked */
    abstract void execute(String options) throws IOException;

    /** @param argument what stands in brackets behind the class in {@code plugins.config}; empty if nothing does */
    void take(String argument) {}

    @Override
    public final void run(String argument) {
        try {
            take(argument);
            IJ.resetEscape();
            execute(Macro.getOptions());
        } catch (CancellationException e) {
            IJ.showStatus(title + ": cancelled");
            Macro.abort();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            fail(e);
        } catch (OutOfMemoryError e) {
            IJ.outOfMemory(title);
            Macro.abort();
        } finally {
            IJ.showProgress(1);
        }
    }

    private void fail(Exception e) {
        boolean macro = Interpreter.getInstance() != null;
        if (GraphicsEnvironment.isHeadless()) {
            if (!macro) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            IJ.log(title + ": " + e.getMessage());
        }
        if (e instanceof NoImageException) {
            IJ.noImage();
        } else {
            IJ.error(title, e.getMessage());
        }
    }

    /** Tells what the user should know of though all went well. */
    final void tell(Iterable<String> notices) {
        notices.forEach(notice -> IJ.log(title + ": " + notice));
    }
}
