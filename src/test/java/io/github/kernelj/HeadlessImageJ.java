package io.github.kernelj;

import net.imagej.patcher.LegacyInjector;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives every test the ImageJ of a headless Fiji, in which macros, menus, {@code imp.show()} and dialogs answered by
 * options work without a screen. JUnit finds this listener through {@code META-INF/services} and opens it before it
 * loads any test class, as ImageJ can only be patched while none of its classes is loaded.
 */
public final class HeadlessImageJ implements LauncherSessionListener {

    static {
        LegacyInjector.preinit();
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.setProperty("java.awt.headless", "true");
    }
}
