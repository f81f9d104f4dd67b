package io.github.kernelj.plugin;

import ij.IJ;
import ij.gui.HTMLDialog;
import ij.macro.Interpreter;
import io.github.kernelj.task.Help;
import java.awt.GraphicsEnvironment;

/** Plugins &gt; KernelJ &gt; KernelJ Help: kernels, presets and the keys of every command. */
public final class HelpPlugIn extends KernelPlugIn {

    public HelpPlugIn() {
        super("KernelJ Help");
    }

    /** A window for a person; a macro that works out of sight gets the text in the log. */
    @Override
    void execute(String options) {
        if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) {
            IJ.log(Help.all().text());
        } else {
            new HTMLDialog("KernelJ Help", Help.all().html(), false);
        }
    }
}
