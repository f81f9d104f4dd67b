package io.github.kernelj.command;

import io.github.kernelj.engine.Progress;
import org.scijava.Cancelable;
import org.scijava.app.StatusService;

/** Shows a command's progress in the status bar, and stops its work when it is cancelled. */
final class StatusProgress implements Progress {

    private static final int WHOLE = 1000;

    private final Cancelable command;
    private final StatusService status;

    /** @param status null for none */
    StatusProgress(Cancelable command, StatusService status) {
        this.command = command;
        this.status = status;
    }

    @Override
    public void report(double fraction) {
        if (status != null) {
            status.showProgress((int) Math.round(fraction * WHOLE), WHOLE);
        }
    }

    @Override
    public boolean isCancelled() {
        return command.isCanceled();
    }
}
